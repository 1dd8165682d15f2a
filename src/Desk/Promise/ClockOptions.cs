using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

/// <summary>The settings of the checks of the host's clock, section <c>Clock</c>.</summary>
public sealed class ClockOptions
{
    public const string Section = "Clock";

    /// <summary>The span by which the host's clock may differ from what it is compared with.</summary>
    public TimeSpan MaxDeviation { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The longest time that the desk may have been switched off before the clock is doubted at start, where no messenger tells the time. A
    /// weekend passes; a clock that is three days ahead does not. A miss that waits for a confirmation still gets its true time.
    /// </summary>
    public TimeSpan MaxAbsence { get; set; } = TimeSpan.FromHours(64);
}

/// <summary>Validates <see cref="ClockOptions"/> and names the faulty setting.</summary>
internal sealed class ClockOptionsValidation : IValidateOptions<ClockOptions>
{
    public ValidateOptionsResult Validate(string? name, ClockOptions options)
    {
        if (options.MaxDeviation < TimeSpan.FromSeconds(10) || options.MaxDeviation > TimeSpan.FromDays(1))
            return ValidateOptionsResult.Fail("Clock:MaxDeviation must be from 00:00:10 to 1.00:00:00.");
        if (options.MaxAbsence < TimeSpan.FromDays(1) || options.MaxAbsence > TimeSpan.FromDays(365))
            return ValidateOptionsResult.Fail("Clock:MaxAbsence must be from 1.00:00:00 to 365.00:00:00.");
        return ValidateOptionsResult.Success;
    }
}
