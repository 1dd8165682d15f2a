using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>The faults of a form as its page shows them: one sentence per field.</summary>
public sealed class FormFaults(IReadOnlyList<FieldFault> faults, Language language)
{
    public static FormFaults None { get; } = new([], Language.ZhHans);

    public int Count => faults.DistinctBy(f => f.Field).Count();

    /// <summary>
    /// The message for a field, or null. Takes several names because the form may show several fields of the request as one.
    /// </summary>
    public string? MessageFor(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
            if (faults.FirstOrDefault(f => f.Field == field) is { } fault) return fault.Describe(language);
        return null;
    }
}
