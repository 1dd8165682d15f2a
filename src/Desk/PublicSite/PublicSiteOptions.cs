using System.ComponentModel.DataAnnotations;

namespace EcomCenter.Desk.PublicSite;

/// <summary>The section <c>PublicSite</c> of the settings: how much one address may do.</summary>
public sealed class PublicSiteOptions
{
    public const string Section = "PublicSite";

    /// <summary>Matters handed in from one address within ten minutes. A village station shares one.</summary>
    [Range(1, 10_000)]
    public int ReportsPerAddress { get; set; } = 20;

    /// <summary>Looks that found nothing, from one address within ten minutes.</summary>
    [Range(1, 10_000)]
    public int GuessesPerAddress { get; set; } = 10;

    /// <summary>Looks at one number that found nothing, from anywhere within an hour: the tail of a phone has only 10,000 values.</summary>
    [Range(1, 1_000)]
    public int GuessesPerNumber { get; set; } = 5;
}
