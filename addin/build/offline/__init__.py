"""离线安装包 (the folder for machines without network): wheels of every system, the built add-ins, and what installs them.

``python -m addin.build.offline [-o FOLDER]`` gathers it (needs the network); the folder itself needs none.

| file | what it is |
|---|---|
| ``targets`` | the systems and Python versions · ``gather`` fetches and writes · ``closure`` proves that nothing is missing |
| ``files/`` | what goes into the folder as it is: the starters for each system, setup.py (standard library), the page for users |
"""
