using EcomCenter.Bots.Ports;

namespace EcomCenter.Desk.Bots;

/// <summary>A stored update that is not done yet.</summary>
public sealed record InboxItem(long Id, RawUpdate Update, int Attempts);
