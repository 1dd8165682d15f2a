using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.FakeBotApi;
using EcomCenter.RunningDesk;
using EcomCenter.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace EcomCenter.Desk.Tests.Commands;

/// <summary>The program ends within ten seconds of SIGTERM, whatever hangs, and loses nothing that it acknowledged.</summary>
public sealed class ShutdownTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly string _directory = Directory.CreateTempSubdirectory("desk-shutdown-").FullName;
    private readonly List<IDisposable> _clients = [];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Slow_clients_an_open_board_and_a_messenger_that_hangs_do_not_hold_up_the_end()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var (desk, address) = await DeskProgram.ServeAsync(
            _directory, $"--Telegram:Token={telegram.Token}", $"--Telegram:BaseUrl={telegram.BaseUrl}");
        await using var running = desk;
        var key = await CreateKeyAsync();
        await using var board = await BoardHubClient.ConnectAsync(new(address, $"/hubs/board?access_token={key}"), []);
        telegram.SendText(5, "店打不开");
        await telegram.WaitForMessageAsync(5);
        telegram.SlowDown(TimeSpan.FromMinutes(2));
        telegram.SendText(5, "还是打不开");
        SendHalf(address, "GET / HTTP/1.1\r\nHo");
        SendHalf(address, $"POST /api/v1/tickets HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        SendHalf(address, string.Concat(Enumerable.Repeat("GET /css/desk.css HTTP/1.1\r\nHost: x\r\n\r\n", 300)));
        await Task.Delay(500, Now);
        await AssertStopsInTimeAsync(desk);
    }

    [Fact]
    public async Task A_PostgreSQL_that_hangs_does_not_hold_up_the_end_and_no_acknowledged_ticket_is_lost()
    {
        var server = new NpgsqlConnectionStringBuilder(Needs.Postgres());
        await using var database = await TestDatabase.CreateAsync(Provider.Postgres);
        await using var proxy = TcpProxy.Start(new($"tcp://{server.Host}:{server.Port}"));
        var direct = database.Settings.Single(setting => setting.Key == "ConnectionStrings:Postgres").Value;
        var throughProxy = new NpgsqlConnectionStringBuilder(direct) { Host = "127.0.0.1", Port = proxy.Port };
        string[] settings = ["--Desk:Database=postgres", $"--ConnectionStrings:Postgres={throughProxy}"];
        var (desk, address) = await DeskProgram.ServeAsync(_directory, settings);
        await using var running = desk;
        var client = CreateClient(address, await CreateKeyAsync(settings));

        var acknowledged = 0;
        var posting = PostAsync(client, () => Interlocked.Increment(ref acknowledged));
        await Eventually.TrueAsync(() => Volatile.Read(ref acknowledged) > 20);
        proxy.Pause();
        await Task.Delay(500, Now);
        await AssertStopsInTimeAsync(desk);
        await posting;
        Assert.True(await CountTicketsAsync(direct) >= acknowledged);
    }

    [Fact]
    public async Task A_locked_SQLite_database_does_not_hold_up_the_end()
    {
        var (desk, address) = await DeskProgram.ServeAsync(_directory);
        await using var running = desk;
        var client = CreateClient(address, await CreateKeyAsync());
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_directory, "desk.db")};Pooling=False");
        await other.OpenAsync(Now);
        await using var transaction = other.BeginTransaction(deferred: false);
        var posts = Enumerable.Range(0, 5).Select(_ => PostAsync(client, () => { })).ToList();
        await Task.Delay(500, Now);
        await AssertStopsInTimeAsync(desk);
        await Task.WhenAll(posts);
    }

    [Fact]
    public async Task A_service_that_hangs_takes_no_time_from_the_writer()
    {
        var watch = new Stopwatch();
        await using (var desk = await DeskApp.StartAsync(adjust: builder => builder.Services.AddHostedService<HangingService>()))
        {
            var writes = Enumerable.Range(0, 5).Select(_ => desk.Writer.WriteAsync(_ => Task.Delay(100, Now), Now)).ToList();
            watch.Start();
            await desk.StopAsync();
            Assert.True(watch.Elapsed < Limit, watch.Elapsed.ToString());
            await Task.WhenAll(writes);
        }
    }

    [Fact]
    public async Task A_writer_that_is_stopped_twice_at_once_closes_its_connection_once()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.OpenTicketAsync();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => desk.Writer.StoppedAsync(Now), Now)));
    }

    [Fact]
    public async Task A_backup_that_is_stopped_leaves_nothing_behind_and_nobody_else_could_read_its_copy_of_the_database()
    {
        await CreateKeyAsync();
        var (data, target) = (_directory, Directory.CreateDirectory(Path.Combine(_directory, "target")).FullName);
        var attachments = Directory.CreateDirectory(Path.Combine(data, "attachments")).FullName;
        await using (var large = File.Create(Path.Combine(attachments, "large"))) large.SetLength(1L << 30);
        await using var backup = DeskProgram.StartCommand(data, "backup", "--to", Path.Combine(target, "desk.zip"));
        await Eventually.TrueAsync(() => Directory.GetFiles(target).Length > 0, seconds: 60);
        var copy = Directory.GetFiles(data, "backup-*.tmp").Single();
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        var watch = Stopwatch.StartNew();
        var result = await backup.StopAsync();
        Assert.True(watch.Elapsed < Limit, $"{watch.Elapsed}");
        Assert.Equal((1, "Stopped before it was done. What was begun is removed again."), (result.Code, result.SingleErrorLine));
        Assert.Empty(Directory.GetFiles(target));
        Assert.Empty(Directory.GetFiles(data, "backup-*.tmp*"));
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task AssertStopsInTimeAsync(DeskProgram desk)
    {
        var watch = Stopwatch.StartNew();
        var result = await desk.StopAsync();
        Assert.True(watch.Elapsed < Limit, $"{watch.Elapsed}\n{result.Out}\n{result.Error}");
        Assert.True(result.Code == 0, result.Out + result.Error);
    }

    private static async Task<long> CountTicketsAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var count = source.CreateCommand("SELECT count(*) FROM tickets");
        return (long)(await count.ExecuteScalarAsync(Now) ?? 0L);
    }

    // Until the program closes the connection.
    private static async Task PostAsync(HttpClient client, Action acknowledge)
    {
        try
        {
            while (true)
            {
                var answer = await client.PostJsonAsync(ApiClient.TicketsPath, ApiClient.TicketBody().ToJsonString());
                if (answer.Status is HttpStatusCode.Created) acknowledge();
            }
        }
        catch (HttpRequestException)
        {
            // The program has ended.
        }
    }

    private async Task<string> CreateKeyAsync(params string[] settings)
    {
        var created = await DeskProgram.RunAsync(_directory, ["key", "create", "--name", "pbx", "--scope", "staff", .. settings]);
        return created.AssertSuccess().LastLine;
    }

    private HttpClient CreateClient(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _clients.Add(client);
        return client;
    }

    private void SendHalf(Uri address, string text)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        _clients.Add(socket);
        socket.Connect(address.Host, address.Port);
        socket.Send(Encoding.ASCII.GetBytes(text));
    }

    private sealed class HangingService : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken)
            .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }
}
