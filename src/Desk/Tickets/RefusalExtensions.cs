namespace EcomCenter.Desk.Tickets;

public static class RefusalExtensions
{
    /// <summary>
    /// Throws for a refusal, where the state of the ticket rules one out. To ignore it would lose what was to be recorded.
    /// </summary>
    public static void ThrowIfRefused(this Refusal? refusal)
    {
        if (refusal is not null)
            throw new InvalidOperationException($"The ticket refused {refusal.Action} in status {refusal.Status}: {refusal.Reason}.");
    }
}
