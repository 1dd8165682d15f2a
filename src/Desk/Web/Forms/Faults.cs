using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>What is wrong with a form, for its page: one sentence a field.</summary>
public sealed class Faults(IReadOnlyList<FieldFault> faults, Language language)
{
    public static Faults None { get; } = new([], Language.ZhHans);

    public int Count => faults.DistinctBy(f => f.Field).Count();

    /// <summary>What to say at a field; the form may show several of the matter's fields as one.</summary>
    public string? Of(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            if (faults.FirstOrDefault(f => f.Field == field) is { } fault) return fault.Say(language);
        return null;
    }
}
