using System.Data.Common;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using EcomCenter.Bots.Channels;
using EcomCenter.Desk.Database;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>Describes start-up errors caused by settings or the machine in one line that begins with the setting to check.</summary>
internal static partial class StartupErrors
{
    /// <summary>Returns the line, or null for a bug of the program, which needs its whole stack trace.</summary>
    public static string? Describe(Exception e) =>
        DescribeCause(e) is { } line ? line.ReplaceLineEndings(" ") : e.InnerException is { } inner ? Describe(inner) : null;

    private static string? DescribeCause(Exception e) => e switch
    {
        UnsupportedDatabaseException { Kind: DatabaseKind.Sqlite } => $"Desk:DataDirectory: {e.Message}",
        UnsupportedDatabaseException => $"ConnectionStrings:Postgres: {e.Message}",
        OptionsValidationException wrong => string.Join(" ", wrong.Failures.Select(f => AddSection(wrong.OptionsType, f))),
        InvalidOperationException when BinderMessage().Match(e.Message) is { Success: true } binding => DescribeBindingError(binding),
        InvalidDataException { Source: "Microsoft.Extensions.Configuration.FileExtensions" } =>
            $"appsettings.json: {(e.InnerException ?? e).Message}",
        DbException { Source: "Npgsql" } or ArgumentException { Source: "Npgsql" or "System.Data.Common" } =>
            $"ConnectionStrings:Postgres: {e.Message}",
        DbException => $"Desk:DataDirectory: {e.Message}",
        { Source: { } source } when source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) =>
            $"Urls: {e.Message}",
        FormatException { Source: "Microsoft.AspNetCore.Http" } or SocketException or ArgumentOutOfRangeException { ParamName: "port" } =>
            $"Urls: {e.Message}",
        DirectoryNotFoundException { Source: "Microsoft.Extensions.FileProviders.Physical" } => $"contentRoot: {e.Message}",
        IOException or UnauthorizedAccessException => $"Desk:DataDirectory: {e.Message}",
        _ => null,
    };

    // The binder names the C# type; the operator needs the allowed values.
    private static string DescribeBindingError(Match match)
    {
        var typeName = match.Groups["type"].Value;
        var type = typeof(StartupErrors).Assembly.GetType(typeName) ?? typeof(KnownChannels).Assembly.GetType(typeName);
        var known = type is { IsEnum: true } ? string.Join(", ", Enum.GetNames(type).Select(EnumCode.FromName))
            : typeName switch
            {
                "System.TimeSpan" => "2.00:00:00 … 00:00:05",
                "System.TimeOnly" => "00:00 … 23:59",
                "System.Boolean" => "true, false",
                "System.Int32" => "0 … 2147483647",
                _ => typeName,
            };
        return CommandTexts.Format("command.notUnderstood", ("key", match.Groups["key"].Value), ("value", match.Groups["value"].Value),
            ("known", known));
    }

    [GeneratedRegex("configuration value '(?<value>.*)' at '(?<key>[^']*)' to type '(?<type>[^']*)'")]
    private static partial Regex BinderMessage();

    // Adds the section to the validator's message, which names only the property.
    private static string AddSection(Type options, string failure)
    {
        var section = options.GetField("Section")?.GetRawConstantValue() as string;
        return section is null || failure.StartsWith(section + ":", StringComparison.Ordinal) ? failure : $"{section}:{failure}";
    }
}
