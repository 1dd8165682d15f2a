using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

/// <summary>The settings of the response promise, section <c>Promise</c>.</summary>
public sealed class PromiseOptions
{
    public const string Section = "Promise";

    /// <summary>The length of a response cycle, in natural time.</summary>
    public TimeSpan Response { get; set; } = TimeSpan.FromHours(48);

    /// <summary>The time that a department has to answer a slip, in its working time.</summary>
    public TimeSpan Slip { get; set; } = TimeSpan.FromHours(16);

    /// <summary>The time that the head of the centre has for an instruction on an important matter, in natural time.</summary>
    public TimeSpan Head { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The working time of the centre after which an open ticket on which nobody acted is shown as standing still.</summary>
    public TimeSpan NoProgress { get; set; } = TimeSpan.FromHours(16);

    /// <summary>The share of a day's resolved tickets that is drawn for follow-up calls. Complaints are all drawn.</summary>
    public double FollowUpShare { get; set; } = 0.1;

    /// <summary>The share of a day's answers that is drawn for a supervisor to mark.</summary>
    public double AnswerShare { get; set; } = 0.1;

    /// <summary>
    /// The working time without any progress after which a taken ticket or a slip returns to the desk; zero to leave them where they are.
    /// </summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromHours(24);

    /// <summary>The rules for other lengths. The first matching rule applies.</summary>
    public IList<ResponseTimeRule> Rules { get; } = [];

    /// <summary>The levels of warning by name: changes of the usual ones, and further ones.</summary>
    public IDictionary<string, LevelSetting> Rungs { get; } = new Dictionary<string, LevelSetting>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The part of each day, from one hour to another, in which no alert goes to a staff member's chat unless she is on duty; none while
    /// empty.
    /// </summary>
    public string QuietHours { get; set; } = "";

    public EscalationLadder CreateLadder() => LevelSetting.CreateLadder(Rungs);
}

/// <summary>A different length for some tickets. A condition that is not set matches every ticket.</summary>
public sealed class ResponseTimeRule
{
    public TicketKind? Kind { get; set; }

    public string? ServiceItem { get; set; }

    public Priority? Priority { get; set; }

    public TimeSpan Response { get; set; }

    /// <summary>True when the length is counted in the working time of the centre, false when it is natural time.</summary>
    public bool WorkingTime { get; set; }
}

/// <summary>
/// Validates <see cref="PromiseOptions"/> and names the faulty setting.
/// Also finds invalid list entries, which the configuration binder skips silently.
/// </summary>
internal sealed class PromiseOptionsValidation(IConfiguration configuration) : IValidateOptions<PromiseOptions>
{
    private static readonly string[] RuleKeys = [.. typeof(ResponseTimeRule).GetProperties().Select(property => property.Name)];

    public ValidateOptionsResult Validate(string? name, PromiseOptions options)
    {
        if (!IsValidLength(options.Response)) return ValidateOptionsResult.Fail("Promise:Response must be from 00:00:01 to 365.00:00:00.");
        if (!IsValidLength(options.Slip)) return ValidateOptionsResult.Fail("Promise:Slip must be from 00:00:01 to 365.00:00:00.");
        if (!IsValidLength(options.Head)) return ValidateOptionsResult.Fail("Promise:Head must be from 00:00:01 to 365.00:00:00.");
        if (!IsValidLength(options.NoProgress))
            return ValidateOptionsResult.Fail("Promise:NoProgress must be from 00:00:01 to 365.00:00:00.");
        if (options.FollowUpShare is not (>= 0 and <= 1)) return ValidateOptionsResult.Fail("Promise:FollowUpShare must be from 0 to 1.");
        if (options.AnswerShare is not (>= 0 and <= 1)) return ValidateOptionsResult.Fail("Promise:AnswerShare must be from 0 to 1.");
        if (options.Idle != TimeSpan.Zero && !IsValidLength(options.Idle))
            return ValidateOptionsResult.Fail("Promise:Idle must be from 00:00:01 to 365.00:00:00, or 00:00:00 for never.");
        var rules = configuration.GetSection($"{PromiseOptions.Section}:Rules").GetChildren();
        var fault = rules.Select(FindFault).OfType<string>().FirstOrDefault()
            ?? LevelSettingValidation.FindFault(configuration.GetSection($"{PromiseOptions.Section}:{nameof(PromiseOptions.Rungs)}"))
            ?? (QuietHours.IsValid(options.QuietHours) ? null
                : "Promise:QuietHours must be a part of the day such as 22:00-08:00, or empty.");
        return fault is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(fault);
    }

    private static bool IsValidLength(TimeSpan length) => length >= TimeSpan.FromSeconds(1) && length <= TimeSpan.FromDays(365);

    // Reads the configuration itself: the binder leaves out a rule that it cannot bind.
    private static string? FindFault(IConfigurationSection rule) =>
        FindUnknownKey(rule)
        ?? FindFault(rule, nameof(ResponseTimeRule.Kind), Enum.GetNames<TicketKind>())
        ?? FindFault(rule, nameof(ResponseTimeRule.Priority), Enum.GetNames<Priority>())
        ?? FindFault(rule, nameof(ResponseTimeRule.ServiceItem), DisplayNames.ServiceCodes)
        ?? FindFault(rule, nameof(ResponseTimeRule.WorkingTime), [bool.TrueString, bool.FalseString])
        ?? (TimeSpan.TryParse(rule[nameof(ResponseTimeRule.Response)], CultureInfo.InvariantCulture, out var length)
            && IsValidLength(length)
            ? null : $"{rule.Path}:Response must be from 00:00:01 to 365.00:00:00.");

    // A mistyped WorkingTime would silently be natural time.
    private static string? FindUnknownKey(IConfigurationSection rule) =>
        rule.GetChildren().FirstOrDefault(child => !RuleKeys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown
            ? $"{unknown.Path} is no setting of a rule. Known ones: {string.Join(", ", RuleKeys)}." : null;

    private static string? FindFault(IConfigurationSection rule, string key, IReadOnlyList<string> known) =>
        rule[key] is { } value && !known.Contains(value, StringComparer.OrdinalIgnoreCase)
            ? $"{rule.Path}:{key} '{value}' is none of {string.Join(", ", known)}." : null;
}
