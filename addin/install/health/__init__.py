"""加载项的环境检查 (health of the add-ins): reading a machine and judging it are apart, so that any machine can be judged."""
