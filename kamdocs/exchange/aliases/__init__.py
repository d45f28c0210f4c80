"""What other systems call columns and values: data, one file a system; ``common.toml`` holds for all."""
