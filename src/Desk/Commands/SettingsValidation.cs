using System.Net;
using EcomCenter.Bots.Channels;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Backup;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Outbox.Mail;
using EcomCenter.Desk.Promise;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// Checks that no validator of a single section can do: addresses that Kestrel would bind to every interface, and settings that nothing
/// reads.
/// </summary>
internal static class SettingsValidation
{
    // Demo is read elsewhere; RequireSecondFactor and MetricsPort are documented but not built yet.
    private static readonly IReadOnlyList<SettingsSection> Sections =
    [
        SettingsSection.From<DeskOptions>(DeskOptions.Section, "Demo", "RequireSecondFactor", "MetricsPort"),
        SettingsSection.From<PromiseOptions>(PromiseOptions.Section, nameof(PromiseOptions.Rules),
            nameof(PromiseOptions.Rungs)),
        SettingsSection.From<MailOptions>(MailOptions.Section),
        SettingsSection.From<ClockOptions>(ClockOptions.Section),
        SettingsSection.From<ErasureOptions>(ErasureOptions.Section),
        SettingsSection.From<BackupOptions>(BackupOptions.Section),
        .. KnownChannels.All.Select(channel => channel.Settings).OfType<SettingsSection>(),
    ];

    /// <summary>
    /// Returns an error for an address of <c>Urls</c> that is neither an IP address nor localhost. Kestrel binds an unknown host name to
    /// every interface, so a typing mistake would open the desk to the whole network.
    /// </summary>
    public static string? FindWrongAddress(IConfiguration configuration)
    {
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.FirstOrDefault(address => !IsAddress(address)) is { } url
            ? CommandTexts.Format("command.wrongAddress", ("address", url)) : null;
    }

    /// <summary>Returns a warning for each setting that nothing reads.</summary>
    public static IEnumerable<string> FindUnreadSettings(IConfiguration configuration) =>
        from section in Sections
        from key in configuration.GetSection(section.Name).GetChildren()
        where !section.Settings.Contains(key.Key, StringComparer.OrdinalIgnoreCase)
        select CommandTexts.Format("command.unreadSetting", ("key", key.Path), ("known", string.Join(", ", section.Settings)));

    private static bool IsAddress(string url)
    {
        if (url.StartsWith("http://unix:/", StringComparison.OrdinalIgnoreCase)) return true;
        var plain = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            && (uri.Host is "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out _));
    }
}
