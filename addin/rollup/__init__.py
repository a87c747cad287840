"""汇总 (roll-up): what the units returned, chosen, added up and averaged by the rule."""
