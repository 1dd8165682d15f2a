using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Storage;

public enum DatabaseKind { Sqlite, Postgres }

/// <summary>The section <c>Desk</c> of the settings.</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>Database, attachments, keys; nothing is written elsewhere. A relative one resolves against the content root.</summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>Redis, for more than one node.</summary>
    public string Backplane { get; set; } = "";

    /// <summary>The time zone that people are shown.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>The centre's address on the web, for links.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Addresses and networks of the proxies in front, e.g. <c>10.0.0.5, 192.168.7.0/24</c>: who they say came is believed. This machine always is.</summary>
    public string Proxies { get; set; } = "";

    public TimeZoneInfo ShownTimeZone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

[OptionsValidator]
internal sealed partial class DeskOptionsRules : IValidateOptions<DeskOptions>;

/// <summary>What attributes can't say.</summary>
internal sealed class DeskOptionsSense(IConfiguration configuration) : IValidateOptions<DeskOptions>
{
    public ValidateOptionsResult Validate(string? name, DeskOptions options)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            return ValidateOptionsResult.Fail($"Desk:TimeZone '{options.TimeZone}' is not a time zone this machine knows; 'Asia/Shanghai' is one.");
        if (options.Database is DatabaseKind.Postgres && string.IsNullOrWhiteSpace(configuration.GetConnectionString("Postgres")))
            return ValidateOptionsResult.Fail("Desk:Database is 'postgres', so ConnectionStrings:Postgres must be set.");
        if (options.PublicUrl.Length > 0 && !IsSite(options.PublicUrl))
            return ValidateOptionsResult.Fail($"Desk:PublicUrl '{options.PublicUrl}' is not the http or https address of a site, such as https://desk.example.");
        return ProxyAddresses.Wrong(options.Proxies) is { } wrong
            ? ValidateOptionsResult.Fail($"Desk:Proxies: '{wrong}' is neither an address nor a network; '10.0.0.5, 192.168.7.0/24' are.") : ValidateOptionsResult.Success;
    }

    private static bool IsSite(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
