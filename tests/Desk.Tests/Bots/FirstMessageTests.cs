using System.Diagnostics;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>
/// The first message of a chat is written by prepared statements alone. An EF context for each takes several times as long, which no other
/// test would notice.
/// </summary>
public sealed class FirstMessageTests
{
    private static readonly string[] TablesOfChats = ["conversations", "inbox", "intake_ids", "person_addresses"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("苹果卖不出去，怎么办？")]
    [InlineData("مېنىڭ پوسۇلكام يوقاپ كەتتى")]
    [InlineData("my parcel is lost, please help")]
    [InlineData("你好")]
    [InlineData("谢谢")]
    [InlineData("解决了")]
    [InlineData("解决了，还有就是运费谁出")]
    [InlineData("怎么还没人理我")]
    [InlineData("撤回")]
    [InlineData("满意")]
    [InlineData("11.25")]
    [InlineData("那个卖枣的事咋样了")]
    [InlineData("不想让人知道我的名字")]
    [InlineData("查询码忘了")]
    [InlineData("编号100-0187，查询码忘了")]
    [InlineData("100-0187怎么样了")]
    [InlineData("第二个怎么样了")]
    public async Task No_context_of_EF_is_created_for_it(string text)
    {
        await using var desk = await StartWithoutBotsAsync();
        await SendAsync(desk, "1", "杏子卖不出去，怎么办？");
        using var contexts = new WriterContexts(await ReadDataSourceAsync(desk));
        await SendAsync(desk, "2", text);
        Assert.Equal(0, contexts.Count);
    }

    [Fact]
    public async Task It_reads_nothing_but_what_it_needs()
    {
        await using var desk = await StartWithoutBotsAsync();
        await SendAsync(desk, "1", "杏子卖不出去，怎么办？");
        var before = await desk.Writer.CountRunsAsync();
        await SendAsync(desk, "2", "苹果卖不出去，怎么办？");
        var after = await desk.Writer.CountRunsAsync();
        // The outbox, the deadlines and the housekeeping read other tables in between.
        var reads = after.Where(statement => statement.Key.StartsWith("SELECT", StringComparison.Ordinal))
            .Select(statement => (Table: TableOf(statement.Key), Runs: statement.Value - before.GetValueOrDefault(statement.Key)))
            .Where(read => read.Runs > 0 && TablesOfChats.Contains(read.Table))
            .OrderBy(read => read.Table, StringComparer.Ordinal).Select(read => $"{read.Table} {read.Runs}");
        Assert.Equal(["conversations 1", "inbox 1", "intake_ids 1", "person_addresses 4"], reads);
    }

    private static async Task SendAsync(DeskApp desk, string chat, string text)
    {
        await desk.Inbox().StoreAsync([NewTextUpdate(chat, text, chat)], Cancellation);
        Assert.Equal(1, await desk.ProcessDueAsync(ContactChannel.Telegram));
    }

    private static async Task<string> ReadDataSourceAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return db.Database.GetDbConnection().DataSource;
    }

    private static string TableOf(string sql) => sql[(sql.IndexOf("FROM ", StringComparison.Ordinal) + 5)..].Split(' ', '\n')[0];

    /// <summary>Counts the contexts that an update takes part with in the writer's transactions on one database.</summary>
    private sealed class WriterContexts : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private readonly string _dataSource;
        private int _count;

        public WriterContexts(string dataSource)
        {
            _dataSource = dataSource;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public int Count => Volatile.Read(ref _count);

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name) _subscriptions.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.TransactionUsed.Name && value.Value is TransactionEventData { Context: { } context }
                && context.Database.GetDbConnection().DataSource == _dataSource && IsForUpdate(Environment.StackTrace))
                Interlocked.Increment(ref _count);
        }

        // The outbox and the housekeeping write in between.
        private static bool IsForUpdate(string stack) => stack.Contains(typeof(UpdateProcessor).FullName!, StringComparison.Ordinal);

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
