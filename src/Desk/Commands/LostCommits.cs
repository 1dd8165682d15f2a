using EcomCenter.Desk.Database;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>Explains that the database lost commits, for commands that must not go on with it.</summary>
internal static class LostCommits
{
    /// <summary>Returns null if no commit is missing. PostgreSQL keeps its own log.</summary>
    public static string? Explain(IServiceProvider services)
    {
        if (services.GetRequiredService<IOptions<DeskOptions>>().Value.Database is not DatabaseKind.Sqlite) return null;
        var (mark, file) = (services.GetRequiredService<CommitMark>(), services.GetRequiredService<DataDirectory>().DatabaseFile);
        if (mark.IsMissing()) return CommandTexts.Format("command.commitMarkMissing", ("file", file));
        var count = mark.CountLost();
        return count == 0 ? null : CommandTexts.Format("command.lostCommits", ("count", count), ("file", file));
    }
}
