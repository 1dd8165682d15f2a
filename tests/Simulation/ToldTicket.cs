using System.Text.Json;

namespace EcomCenter.Simulation;

/// <summary>A stored event, as its row tells it.</summary>
internal sealed record ToldEvent(long Ticket, string Type, DateTimeOffset At, string By, string? Department, JsonElement Data)
{
    public bool IsByResident => By == "resident";

    public string Text(string member) => Data.GetProperty(member).GetString()!;

    public bool Flag(string member) => Data.TryGetProperty(member, out var value) && value.ValueKind is JsonValueKind.True;

    public bool Has(string member) => Data.TryGetProperty(member, out var value) && value.ValueKind is not JsonValueKind.Null;
}

/// <summary>A level of warning that events tell of.</summary>
internal sealed record ToldLevel(string Name, DateTimeOffset At, bool IsSkipped);

/// <summary>A response cycle that events tell of.</summary>
internal sealed class ToldCycle(long id, ToldTicket ticket, DateTimeOffset start)
{
    public long Id => id;

    public ToldTicket Ticket => ticket;

    public DateTimeOffset Start => start;

    public DateTimeOffset Due { get; set; }

    public string State { get; set; } = "open";

    public bool IsOver { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public int Misses { get; set; }

    public List<ToldLevel> Levels { get; } = [];

    public bool IsAnsweredLate => State == "missed" && AnsweredAt is not null;
}

/// <summary>A resolution, with what the resident and the staff said of it.</summary>
internal sealed class ToldResolution(DateTimeOffset at, string by)
{
    public DateTimeOffset At => at;

    public string By => by;

    public int? Score { get; set; }

    public string? EnteredBy { get; set; }

    public bool IsNotSolved { get; set; }

    /// <summary>The resident said so to the colleague who called afterwards.</summary>
    public bool IsSolvedOnCall { get; set; }

    public bool IsWithoutWord => Score is null && !IsNotSolved && !IsSolvedOnCall;

}

/// <summary>A ticket that events tell of.</summary>
internal sealed class ToldTicket
{
    public ToldTicket(ToldEvent opened)
    {
        (Id, Kind, Channel, Department) = (opened.Ticket, opened.Text("kind"), opened.Text("channel"), opened.Department);
        ReceivedAt = opened.Data.GetProperty("cycle").GetProperty("startedAt").GetDateTimeOffset();
    }

    public long Id { get; }

    public string Kind { get; private set; }

    public string Channel { get; }

    public string? Department { get; private set; }

    public DateTimeOffset ReceivedAt { get; }

    public bool IsOpen { get; private set; } = true;

    public List<ToldCycle> Cycles { get; } = [];

    public List<ToldResolution> Resolutions { get; } = [];

    /// <summary>The closings: agreed, without the resident's word, withdrawn, or by staff.</summary>
    public List<(DateTimeOffset At, string Kind)> Closings { get; } = [];

    /// <summary>The times at which it was resolved or cancelled.</summary>
    public List<DateTimeOffset> Endings { get; } = [];

    public bool IsMissedAndUnanswered => IsOpen && Cycles[^1] is { State: "missed", IsOver: false };

    public void Tell(ToldEvent told)
    {
        var resolution = Resolutions.LastOrDefault();
        switch (told.Type)
        {
            case "kindAmended": Kind = told.Text("to"); break;
            case "departmentAmended": Department = told.Text("to"); break;
            case "ticketResolved": Resolve(told); break;
            case "ticketRated" when resolution is not null: Rate(resolution, told); break;
            case "ticketReopened": Reopen(told.IsByResident); break;
            case "residentWrote" or "messageMovedHere" when told.Flag("reopened"): Reopen(isNotSolved: true); break;
            case "followUpCalled" when told.Has("newCycle"): Reopen(isNotSolved: true); break;
            case "followUpCalled" when resolution is not null: resolution.IsSolvedOnCall |= told.Flag("solved"); break;
            case "ticketClosed": Close(told, resolution is { IsWithoutWord: true } ? "withoutWord" : "agreed"); break;
            case "ticketCancelled": Close(told, told.Text("reason") == "withdrawn" ? "withdrawn" : "byStaff"); break;
            case "messageMovedAway" when told.Has("back"): Restore(told.Text("back")); break;
        }
    }

    private void Resolve(ToldEvent told)
    {
        IsOpen = false;
        Resolutions.Add(new(told.At, told.By));
        Endings.Add(told.At);
    }

    private static void Rate(ToldResolution resolution, ToldEvent told)
    {
        if (told.IsByResident) resolution.Score = told.Data.GetProperty("score").GetInt32();
        else resolution.EnteredBy = told.By;
    }

    private void Reopen(bool isNotSolved)
    {
        IsOpen = true;
        if (isNotSolved && Resolutions.Count > 0) Resolutions[^1].IsNotSolved = true;
    }

    private void Close(ToldEvent told, string kind)
    {
        IsOpen = false;
        Closings.Add((told.At, kind));
        if (told.Type == "ticketCancelled") Endings.Add(told.At);
    }

    private void Restore(string status)
    {
        if (status != "resolved") return;
        IsOpen = false;
        Resolutions[^1].IsNotSolved = false;
    }
}
