"""What the golden vectors are made of; shares no code with the client or the broker."""
