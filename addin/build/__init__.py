"""生成 (build): what is made from data and code before it ships: template packs, add-ins."""
