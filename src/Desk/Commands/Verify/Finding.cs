namespace EcomCenter.Desk.Commands.Verify;

/// <summary>An inconsistency. <paramref name="Where"/> is the ticket number or the table.</summary>
internal sealed record Finding(string Where, string Code, params (string Name, object Value)[] Values)
{
    public override string ToString() => $"{Where}: {Say.Text("command.finding." + Code, Values)}";
}
