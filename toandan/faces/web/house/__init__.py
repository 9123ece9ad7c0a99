"""The house's own addresses: is it alive, is it ready, how is it doing; and the watch over every request."""
