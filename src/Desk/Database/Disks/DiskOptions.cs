using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Disks;

/// <summary>The settings section <c>Disk</c>: the space that stays free, and the uploads that may be on their way. In megabytes.</summary>
public sealed class DiskOptions
{
    public const string Section = "Disk";

    private const int MaxMegabytes = 1_000_000_000;

    /// <summary>With less free space, no new file is accepted.</summary>
    [Range(0, MaxMegabytes)]
    public int FileFloorMegabytes { get; set; } = 500;

    /// <summary>With less free space, no new ticket is accepted either. What is left serves the tickets that were.</summary>
    [Range(0, MaxMegabytes)]
    public int TicketFloorMegabytes { get; set; } = 100;

    /// <summary>The most that all uploads together may hold on the disk before they are accepted.</summary>
    [Range(1, MaxMegabytes)]
    public int UploadsInFlightMegabytes { get; set; } = 240;

    /// <summary>The most that the uploads of one address may hold.</summary>
    [Range(1, MaxMegabytes)]
    public int UploadsInFlightPerAddressMegabytes { get; set; } = 80;
}

[OptionsValidator]
internal sealed partial class DiskOptionsAttributeValidation : IValidateOptions<DiskOptions>;

internal sealed class DiskOptionsValidation : IValidateOptions<DiskOptions>
{
    public ValidateOptionsResult Validate(string? name, DiskOptions options) =>
        options.TicketFloorMegabytes > options.FileFloorMegabytes
            ? ValidateOptionsResult.Fail("Disk:TicketFloorMegabytes is more than Disk:FileFloorMegabytes: files must be refused first.")
            : ValidateOptionsResult.Success;
}
