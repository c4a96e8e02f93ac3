"""The role sheet: what a promise that is much like a job entails."""
