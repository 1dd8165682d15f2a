using System.ComponentModel.DataAnnotations;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The settings section <c>PublicSite</c>: the rate limits of the public pages.</summary>
public sealed class PublicSiteOptions
{
    public const string Section = "PublicSite";

    /// <summary>Reports per address in ten minutes. A village station shares one address.</summary>
    [Range(1, 10_000)]
    public int ReportsPerAddress { get; set; } = 20;

    /// <summary>Failed lookups per address in ten minutes.</summary>
    [Range(1, 10_000)]
    public int GuessesPerAddress { get; set; } = 10;

    /// <summary>
    /// Failed lookups of a ticket number from one address in one hour; from all addresses together, four times as many in four hours.
    /// Low, because the last digits of a phone have only 10,000 values.
    /// </summary>
    [Range(1, 1_000)]
    public int GuessesPerNumber { get; set; } = 5;

    /// <summary>Failed lookups of all ticket numbers together in one hour. Above it, only tracking codes work.</summary>
    [Range(1, 100_000)]
    public int GuessesInTotal { get; set; } = 200;

    /// <summary>Messages that the tracking page takes for one ticket in ten minutes.</summary>
    [Range(1, 10_000)]
    public int MessagesPerTicket { get; set; } = 20;

    /// <summary>Messages that the tracking page takes from one address in ten minutes.</summary>
    [Range(1, 100_000)]
    public int MessagesPerAddress { get; set; } = 120;

    /// <summary>Files that the tracking page takes for one ticket in one hour.</summary>
    [Range(1, 10_000)]
    public int FilesPerTicket { get; set; } = 60;

    /// <summary>Files that the tracking page takes from one address in one hour.</summary>
    [Range(1, 100_000)]
    public int FilesPerAddress { get; set; } = 600;
}
