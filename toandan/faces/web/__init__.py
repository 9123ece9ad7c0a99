"""The pages: server-rendered, one folder a room."""
