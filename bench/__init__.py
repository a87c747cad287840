"""性能对比 (benchmarks): ratios measured in one run against what a user would pick instead; never a test."""
