namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Something that does not agree with something else. <paramref name="Where"/> is the ticket's number, or the table.</summary>
internal sealed record Finding(string Where, string Code, params (string Name, object Value)[] Values)
{
    public override string ToString() => $"{Where}: {Say.Text("command.finding." + Code, Values)}";
}
