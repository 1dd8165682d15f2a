using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>The settings of the erasure of closed tickets, section <c>Erasure</c>.</summary>
public sealed class ErasureOptions
{
    public const string Section = "Erasure";

    /// <summary>
    /// The number of tickets that are erased in 24 hours at most, so that an error does limited damage before it is noticed.
    /// </summary>
    public int MaxPerDay { get; set; } = 200;
}

/// <summary>Validates <see cref="ErasureOptions"/> and names the faulty setting.</summary>
internal sealed class ErasureOptionsValidation : IValidateOptions<ErasureOptions>
{
    public ValidateOptionsResult Validate(string? name, ErasureOptions options) => options.MaxPerDay is >= 1 and <= 100_000
        ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail("Erasure:MaxPerDay must be from 1 to 100000.");
}
