namespace EcomCenter.Bots.Ports;

/// <summary>A row of facts about a messenger: a name and the parts of its value.</summary>
public sealed record MessengerFact(FactPart Name, params IReadOnlyList<FactPart> Parts);

/// <summary>A part of a fact, independent of the language and time zone in which it is shown.</summary>
public abstract record FactPart
{
    private FactPart() { }

    /// <summary>True for a part that staff must act on.</summary>
    public bool IsFault { get; init; }

    /// <summary>A text. <paramref name="Key"/> is a text key below <c>messengers.</c></summary>
    public sealed record TextPart(string Key, params IReadOnlyList<(string Name, object Value)> Values) : FactPart;

    /// <summary>A technical name, a code or a number, shown as it is.</summary>
    public sealed record CodePart(string Code) : FactPart;

    /// <summary>A name that people chose, in whatever script.</summary>
    public sealed record NamePart(string Name) : FactPart;

    /// <summary>A time; null means never.</summary>
    public sealed record TimePart(DateTimeOffset? At) : FactPart;
}
