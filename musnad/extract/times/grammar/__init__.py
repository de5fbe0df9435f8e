"""Words to phrases: what a time expression says, before any calendar is asked."""
