using System.Globalization;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Promise;

/// <summary>One level of warning in the settings. What is not set stays as it is by default.</summary>
public sealed class LevelSetting
{
    /// <summary>The part of the time after which the level is due.</summary>
    public double? Fraction { get; set; }

    public TimeSpan? BeforeDue { get; set; }

    public TimeSpan? AfterDue { get; set; }

    /// <summary>The receivers, separated by commas.</summary>
    public string? To { get; set; }

    /// <summary>True for a usual level that the centre does not want.</summary>
    public bool Off { get; set; }

    internal static EscalationLadder CreateLadder(IEnumerable<KeyValuePair<string, LevelSetting>> settings)
    {
        var levels = EscalationLadder.Default.ToDictionary(level => level.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, setting) in settings)
        {
            if (setting.Off) levels.Remove(name);
            else levels[name] = setting.ApplyTo(levels.GetValueOrDefault(name) ?? new(name, null, default, []));
        }

        return new(levels.Values);
    }

    /// <summary>Returns the receivers that a text names; null if one of them is unknown.</summary>
    internal static IReadOnlyList<WarningReceiver>? ParseReceivers(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var receivers = names.Select(name => Enum.TryParse<WarningReceiver>(name, ignoreCase: true, out var known)
            && Enum.IsDefined(known) && !char.IsDigit(name[0]) ? known : (WarningReceiver?)null).ToList();
        return receivers.Count == 0 || receivers.Contains(null) ? null : [.. receivers.OfType<WarningReceiver>().Distinct()];
    }

    private EscalationLevel ApplyTo(EscalationLevel level)
    {
        var timed = this switch
        {
            { Fraction: { } fraction } => level with { Fraction = fraction, Offset = default },
            { BeforeDue: { } before } => level with { Fraction = null, Offset = -before },
            { AfterDue: { } after } => level with { Fraction = null, Offset = after },
            _ => level,
        };
        return To is null ? timed : timed with { Receivers = ParseReceivers(To) ?? level.Receivers };
    }
}

/// <summary>
/// Finds faults in the levels of the settings. It reads the configuration itself: the binder leaves out what it cannot bind.
/// </summary>
internal static class LevelSettingValidation
{
    private const int MaxNameLength = 24;

    private static readonly TimeSpan MinOffset = TimeSpan.FromSeconds(1), MaxOffset = TimeSpan.FromDays(365);

    private static readonly string[] Keys = [.. typeof(LevelSetting).GetProperties().Select(property => property.Name)];

    private static readonly string[] TimeKeys =
        [nameof(LevelSetting.Fraction), nameof(LevelSetting.BeforeDue), nameof(LevelSetting.AfterDue)];

    public static string? FindFault(IConfigurationSection levels) =>
        levels.GetChildren().Select(FindLevelFault).OfType<string>().FirstOrDefault();

    private static string? FindLevelFault(IConfigurationSection level)
    {
        var times = TimeKeys.Where(key => level[key] is not null).ToList();
        var isUsual = EscalationLadder.Default.Any(usual => usual.Name.Equals(level.Key, StringComparison.OrdinalIgnoreCase));
        var isMiss = level.Key.Equals(PlannedLevel.Missed, StringComparison.OrdinalIgnoreCase);
        var isOff = bool.TryParse(level[nameof(LevelSetting.Off)], out var off) && off;
        if (level.Key.Length > MaxNameLength || !level.Key.All(char.IsAsciiLetterOrDigit))
            return $"{level.Path} must have a name of at most {MaxNameLength} letters and digits.";
        if (level.GetChildren().FirstOrDefault(child => !Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            return $"{unknown.Path} is no setting of a level. Known ones: {string.Join(", ", Keys)}.";
        if (level[nameof(LevelSetting.Off)] is { } text && !bool.TryParse(text, out _)) return $"{level.Path}:Off must be true or false.";
        if (isMiss && (isOff || times.Count > 0)) return $"{level.Path} is the due time itself: only its receivers (To) can be set.";
        if (times.Count > 1) return $"{level.Path} must have only one of {string.Join(", ", TimeKeys)}.";
        if (!isOff && !isUsual && (times.Count == 0 || level[nameof(LevelSetting.To)] is null))
            return $"{level.Path} must have one of {string.Join(", ", TimeKeys)}, and To.";
        return FindTimeFault(level) ?? FindReceiverFault(level);
    }

    private static string? FindTimeFault(IConfigurationSection level)
    {
        if (level[nameof(LevelSetting.Fraction)] is { } fraction && !(double.TryParse(fraction, NumberStyles.Float,
            CultureInfo.InvariantCulture, out var part) && part is > 0 and < 1)) return $"{level.Path}:Fraction must be between 0 and 1.";
        var offset = TimeKeys[1..].FirstOrDefault(key => level[key] is { } text
            && !(TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= MinOffset && span <= MaxOffset));
        return offset is null ? null : $"{level.Path}:{offset} must be from 00:00:01 to 365.00:00:00.";
    }

    private static string? FindReceiverFault(IConfigurationSection level) =>
        level[nameof(LevelSetting.To)] is { } receivers && LevelSetting.ParseReceivers(receivers) is null
            ? $"{level.Path}:To must list some of {string.Join(", ", Enum.GetNames<WarningReceiver>().Select(EnumName))}." : null;

    private static string EnumName(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
