namespace EcomCenter.Simulation;

/// <summary>A law of the response promise that did not hold, or a figure that is not that of the events.</summary>
public sealed class LawBrokenException(string message) : Exception(message);
