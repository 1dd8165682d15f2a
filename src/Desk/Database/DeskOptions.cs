using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database;

public enum DatabaseKind { Sqlite, Postgres }

/// <summary>The settings section <c>Desk</c>.</summary>
public sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>
    /// The folder of database, attachments and keys; nothing but backups is written elsewhere. A relative path starts at the content
    /// root.
    /// </summary>
    [Required]
    public string DataDirectory { get; set; } = "data";

    public DatabaseKind Database { get; set; } = DatabaseKind.Sqlite;

    /// <summary>The time zone in which times are shown to people.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <summary>The public address of the site, used in links.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>
    /// The public address without a slash at its end, for paper that others scan. Null while it is not set, or while it leads nobody but
    /// this machine to the desk.
    /// </summary>
    public string? ScannableUrl =>
        Uri.TryCreate(PublicUrl, UriKind.Absolute, out var site) && !IsOwnMachine(site) ? PublicUrl.TrimEnd('/') : null;

    /// <summary>
    /// Addresses and networks of trusted proxies, e.g. <c>10.0.0.5, 192.168.7.0/24</c>. Their forwarded client addresses are accepted.
    /// Nobody else is believed, not even this machine.
    /// </summary>
    public string Proxies { get; set; } = "";

    private static bool IsOwnMachine(Uri site) => site.IsLoopback || site.Host is "0.0.0.0" or "[::]"
        || site.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
}

public static class DeskTimeZone
{
    extension(DeskOptions options)
    {
        // Outside the class of the settings, because the binding that is generated for those knows no time zones.
        public TimeZoneInfo DisplayTimeZone => TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
    }
}

[OptionsValidator]
internal sealed partial class DeskOptionsAttributeValidation : IValidateOptions<DeskOptions>;

/// <summary>Validates rules that attributes cannot express.</summary>
internal sealed class DeskOptionsValidation(IConfiguration configuration) : IValidateOptions<DeskOptions>
{
    public ValidateOptionsResult Validate(string? name, DeskOptions options)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
            return ValidateOptionsResult.Fail(
                $"Desk:TimeZone '{options.TimeZone}' is not a time zone of this machine. An example is 'Asia/Shanghai'.");
        if (options.Database is DatabaseKind.Postgres && string.IsNullOrWhiteSpace(configuration.GetConnectionString("Postgres")))
            return ValidateOptionsResult.Fail("Desk:Database is 'postgres', which requires ConnectionStrings:Postgres.");
        if (options.PublicUrl.Length > 0 && !IsHttpAddress(options.PublicUrl))
            return ValidateOptionsResult.Fail(
                $"Desk:PublicUrl '{options.PublicUrl}' is not the http or https address of a site. An example is 'https://desk.example'.");
        if (ProxyAddresses.FindInvalid(options.Proxies) is { } invalid)
            return ValidateOptionsResult.Fail(
                $"Desk:Proxies contains '{invalid}', which is neither an address nor a network. An example is '10.0.0.5, 192.168.7.0/24'.");
        return ValidateOptionsResult.Success;
    }

    private static bool IsHttpAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
