namespace EcomCenter.Desk.Commands.Verify;

/// <summary>An inconsistency. <paramref name="Subject"/> is the ticket number or the table.</summary>
internal sealed record Finding(string Subject, string Code, params (string Name, object Value)[] Values)
{
    public override string ToString() => $"{Subject}: {CommandTexts.Format("command.finding." + Code, Values)}";
}
