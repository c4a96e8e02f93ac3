"""Who runs an event: co-facilitators by invitation."""
