"""A straight line through points."""


def line(points):
    """Least squares: slope, intercept, and how much of the spread the line explains (R², 1 is all of it)."""
    n = len(points)
    if n < 2:
        return None
    mean_x = sum(x for x, _ in points) / n
    mean_y = sum(y for _, y in points) / n
    spread_x = sum((x - mean_x) ** 2 for x, _ in points)
    spread_y = sum((y - mean_y) ** 2 for _, y in points)
    both = sum((x - mean_x) * (y - mean_y) for x, y in points)
    if not spread_x:
        return None
    slope = both / spread_x
    return {"slope": slope, "intercept": mean_y - slope * mean_x,
            "r2": both * both / (spread_x * spread_y) if spread_y else 1.0}
