using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

/// <summary>The section <c>Promise</c> of the settings.</summary>
public sealed class PromiseOptions
{
    public const string Section = "Promise";

    /// <summary>Length of a response cycle in natural time.</summary>
    public TimeSpan Response { get; set; } = TimeSpan.FromHours(48);

    /// <summary>Other lengths; the first rule that fits counts.</summary>
    public IList<PromiseException> Rules { get; } = [];
}

/// <summary>Another length for some matters. A part that is not set fits all.</summary>
public sealed class PromiseException
{
    public TicketKind? Kind { get; set; }

    public string? ServiceItem { get; set; }

    public Priority? Priority { get; set; }

    public TimeSpan Response { get; set; }
}

/// <summary>A wrong setting names itself, also a word that the binder passes over in a list.</summary>
internal sealed class PromiseOptionsSense(IConfiguration configuration) : IValidateOptions<PromiseOptions>
{
    public ValidateOptionsResult Validate(string? name, PromiseOptions options)
    {
        if (!IsLength(options.Response)) return ValidateOptionsResult.Fail("Promise:Response must be from 00:00:01 to 365.00:00:00.");
        return configuration.GetSection($"{PromiseOptions.Section}:Rules").GetChildren().Select(Wrong).OfType<string>().FirstOrDefault() is { } wrong
            ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }

    private static bool IsLength(TimeSpan length) => length >= TimeSpan.FromSeconds(1) && length <= TimeSpan.FromDays(365);

    // Read from the settings themselves: the binder leaves out a rule that it doesn't understand.
    private static string? Wrong(IConfigurationSection rule) =>
        Wrong(rule, nameof(PromiseException.Kind), Enum.GetNames<TicketKind>()) ?? Wrong(rule, nameof(PromiseException.Priority), Enum.GetNames<Priority>())
        ?? Wrong(rule, nameof(PromiseException.ServiceItem), Names.Services)
        ?? (TimeSpan.TryParse(rule[nameof(PromiseException.Response)], CultureInfo.InvariantCulture, out var length) && IsLength(length)
            ? null : $"{rule.Path}:Response must be from 00:00:01 to 365.00:00:00.");

    private static string? Wrong(IConfigurationSection rule, string part, IReadOnlyList<string> known) =>
        rule[part] is { } said && !known.Contains(said, StringComparer.OrdinalIgnoreCase) ? $"{rule.Path}:{part} '{said}' is none of {string.Join(", ", known)}." : null;
}
