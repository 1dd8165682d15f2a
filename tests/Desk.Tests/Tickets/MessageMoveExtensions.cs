using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

internal static class MessageMoveExtensions
{
    public static Refusal? RefusalOrNull(this MessageMove move) => (move as MessageMove.MoveRefused)?.Refusal;
}
