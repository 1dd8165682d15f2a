using System.Data.Common;
using System.Net.Sockets;
using EcomCenter.Desk.Storage;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>Puts trouble that comes from settings or the machine into one line that begins with the setting to look at.</summary>
internal static class Trouble
{
    /// <summary>Null when it is a mistake of the program: then its whole trace is wanted.</summary>
    public static string? Line(Exception e) => Setting(e) is { } line ? line.ReplaceLineEndings(" ") : e.InnerException is { } inner ? Line(inner) : null;

    private static string? Setting(Exception e) => e switch
    {
        NewerDatabaseException => $"Desk:DataDirectory: {e.Message}",
        OptionsValidationException wrong => string.Join(" ", wrong.Failures.Select(f => Named(wrong.OptionsType, f))),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => e.Message,
        InvalidDataException { Source: "Microsoft.Extensions.Configuration.FileExtensions" } => $"appsettings.json: {(e.InnerException ?? e).Message}",
        DbException { Source: "Npgsql" } or ArgumentException { Source: "Npgsql" or "System.Data.Common" } => $"ConnectionStrings:Postgres: {e.Message}",
        DbException => $"Desk:DataDirectory: {e.Message}",
        { Source: { } source } when source.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) => $"Urls: {e.Message}",
        FormatException { Source: "Microsoft.AspNetCore.Http" } or SocketException or ArgumentOutOfRangeException { ParamName: "port" } => $"Urls: {e.Message}",
        DirectoryNotFoundException { Source: "Microsoft.Extensions.FileProviders.Physical" } => $"contentRoot: {e.Message}",
        IOException or UnauthorizedAccessException => $"Desk:DataDirectory: {e.Message}",
        _ => null,
    };

    // The validator knows members, the operator knows sections.
    private static string Named(Type options, string failure)
    {
        var section = options.GetField("Section")?.GetRawConstantValue() as string;
        return section is null || failure.StartsWith(section + ":", StringComparison.Ordinal) ? failure : $"{section}:{failure}";
    }
}
