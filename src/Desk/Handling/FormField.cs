using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>A field of a form.</summary>
/// <param name="LabelKey">The text key of the label.</param>
public abstract record FormField(string Name, string LabelKey)
{
    /// <summary>The text key of the hint; null if there is none.</summary>
    public string? HintKey { get; init; }

    /// <summary>The value of the field before anything was entered.</summary>
    public Func<FormContext, string?> InitialValue { get; init; } = _ => null;

    /// <summary>True for a field that is folded away because few need it.</summary>
    public bool IsRarelyNeeded { get; init; }
}

public sealed record TextFormField(string Name, string LabelKey) : FormField(Name, LabelKey)
{
    /// <summary>The number of rows of a longer text; 0 for one line.</summary>
    public int Rows { get; init; }

    /// <summary>True for numbers and codes, which run from left to right in every language.</summary>
    public bool IsLeftToRight { get; init; }
}

/// <summary>A date with a time of day, in the centre's time zone.</summary>
public sealed record TimeFormField(string Name, string LabelKey) : FormField(Name, LabelKey);

/// <summary>A choice of one of several options.</summary>
public sealed record ChoiceFormField(string Name, string LabelKey, Func<FormContext, IEnumerable<(string Value, string Text)>> Options)
    : FormField(Name, LabelKey)
{
    /// <summary>The text key of the option that chooses nothing; null if there is none.</summary>
    public string? EmptyKey { get; init; }

    /// <summary>Options whose texts have the keys <c>{prefix}.{value}</c>.</summary>
    public static Func<FormContext, IEnumerable<(string Value, string Text)>> Texts(string prefix, params IEnumerable<string> values) =>
        context => values.Select(value => (value, context.Text($"{prefix}.{value}")));

    /// <summary>The values of an enum as options.</summary>
    public static Func<FormContext, IEnumerable<(string Value, string Text)>> Values<T>(Func<Language, T, string> displayName)
        where T : struct, Enum =>
        context => Enum.GetValues<T>().Select(value => (EnumCode.From(value), displayName(context.Reader.Language, value)));
}

/// <summary>A choice of several of the resident's messages.</summary>
public sealed record MessagesFormField(string Name, string LabelKey, Func<FormContext, IReadOnlyList<Message>> Messages)
    : FormField(Name, LabelKey);
