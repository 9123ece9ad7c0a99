"""What every page shares: the frame, the doors a view goes through, the components."""
