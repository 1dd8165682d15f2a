using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using EcomCenter.RunningDesk;
using Microsoft.AspNetCore.SignalR.Client;

namespace EcomCenter.Benchmarks;

/// <summary>A resident's chat page that posts to one node and is connected to another.</summary>
internal sealed partial class MeasuredChatPage : IAsyncDisposable
{
    /// <summary>Long enough for the bot to reply to each post: it replies to a few in a minute only.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly HubConnection _connection;
    private readonly string _token, _name;
    private TaskCompletionSource<long> _signal = new();
    private int _written;

    private MeasuredChatPage(HttpClient http, HubConnection connection, string token, int number)
    {
        (_http, _connection, _token, _name) = (http, connection, token, $"chat{number}");
        connection.On("changed", () => _signal.TrySetResult(Stopwatch.GetTimestamp()));
    }

    public static async Task<MeasuredChatPage> OpenAsync(DeskProcess writtenTo, DeskProcess connectedTo, int number)
    {
        var cookies = new CookieContainer();
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = writtenTo.Address };
        var page = await http.GetStringAsync(new Uri("/chat", UriKind.Relative));
        var hub = new Uri(connectedTo.Address, "/hubs/chat");
        var chat = new MeasuredChatPage(http, new HubConnectionBuilder().WithUrl(hub, options => options.Cookies = cookies).Build(),
            AntiforgeryTokenPattern().Match(page).Groups[1].Value, number);
        // The first post makes the chat; the hub admits only the chat of the cookie.
        await chat.PostAsync();
        await chat._connection.StartAsync();
        return chat;
    }

    /// <summary>Posts from time to time. Returns the milliseconds from each post to the signal that the chat has changed.</summary>
    /// <param name="delay">The wait before the first post, so that the pages do not post together.</param>
    public async Task<List<double>> WriteAsync(TimeSpan length, TimeSpan delay)
    {
        var times = new List<double>();
        await Task.Delay(delay);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed + delay < length; await Task.Delay(Pause))
        {
            _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var start = Stopwatch.GetTimestamp();
            await PostAsync();
            var seen = await _signal.Task.WaitAsync(Timeout);
            times.Add(Stopwatch.GetElapsedTime(start, seen).TotalMilliseconds);
        }

        return times;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _http.Dispose();
    }

    private async Task PostAsync()
    {
        var number = ++_written;
        using var form = new MultipartFormDataContent
        {
            { new StringContent(_token), "__RequestVerificationToken" },
            { new StringContent($"{_name}post{number}"), "form" },
            { new StringContent($"{_name} {number} 快递还没有到"), "say.text" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = form };
        request.Headers.Add("X-Requested-With", "fetch");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex AntiforgeryTokenPattern();
}
