using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using EcomCenter.RunningDesk;
using Microsoft.AspNetCore.SignalR.Client;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Stops the desk while a file hangs, a reader does not read, boards are open and tickets come in.</summary>
internal sealed class StopInTime : Attack
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes("a photo")];

    public override string Title => "SIGTERM ends the desk within ten seconds, whatever hangs, and what was accepted is there";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "staff");
        var resident = run.Visit(desk);
        var token = await resident.ReadChatTokenAsync();
        await resident.SayAsync("我来了");
        run.Own(await HangingPost.BeginAsync(desk.Address, "/chat", resident, Photo, (Visitor.TokenField, token)));
        run.Own(await HangingPost.BeginAsync(desk.Address, Visitor.Attachments, program, Photo));
        using var reader = await OpenSlowReaderAsync(desk.Address, program);
        run.Own(await OpenBoardAsync(desk.Address, run.Office.Keys["staff"]));
        var accepted = new ConcurrentBag<string>();
        var posting = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostUntilRefusedAsync(program, accepted)));
        await Task.Delay(1000);
        await run.ExpectStopAsync(desk, "SIGTERM with hanging connections");
        // Whatever still hangs would hold up the posts, too.
        if (!desk.HasExited) await desk.KillAsync();
        await posting;
        var stored = new DeskFile(run.DataFolder).ReadTexts("SELECT \"Number\" FROM tickets").ToHashSet();
        run.Expect(accepted.All(stored.Contains), "an accepted ticket is lost");
        run.Expect(accepted.Count > 10, $"only {accepted.Count} tickets were accepted before the stop");
    }

    private static async Task PostUntilRefusedAsync(Visitor program, ConcurrentBag<string> accepted)
    {
        try
        {
            while (await program.PostJsonAsync(Visitor.Tickets, Visitor.NewTicket("停电以前")) is { Status: 201 } reply)
                accepted.Add(reply.Json.GetProperty("number").GetString()!);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            // The desk has stopped.
        }
    }

    /// <summary>Asks for a large file and reads nothing of it.</summary>
    private static async Task<TcpClient> OpenSlowReaderAsync(Uri desk, Visitor program)
    {
        var id = (await program.UploadAsync("large.jpg", [.. Photo, .. new byte[15 << 20]])).Json.GetProperty("id").GetString();
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        await client.ConnectAsync(IPAddress.Loopback, desk.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {Visitor.Attachments}/{id} HTTP/1.1\r\nHost: {desk.Authority}\r\n{program.AuthorizationLine}\r\n"));
        return client;
    }

    private static async Task<HubConnection> OpenBoardAsync(Uri desk, string key)
    {
        var board = new HubConnectionBuilder().WithUrl(new Uri(desk, "/hubs/board?access_token=" + Uri.EscapeDataString(key))).Build();
        await board.StartAsync();
        await board.InvokeAsync<object>("Watch", null);
        return board;
    }
}
