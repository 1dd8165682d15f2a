using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>A small mail server on loopback that keeps what it is given. It can refuse one recipient, or be busy.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(string To, string Data)> _mails = [];
    private readonly Task _serving;

    public SmtpListener()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public bool IsBusy { get; set; }

    public int Connections { get; private set; }

    public IReadOnlyList<(string To, string Data)> Mails
    {
        get
        {
            lock (_mails) return [.. _mails];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            Connections++;
            await TalkAsync(client).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync(IsBusy ? "421 busy" : "220 ready");
        var to = "";
        while (!IsBusy && await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase)) to = line[8..].Trim().Trim('<', '>');
            if (line == "DATA") await writer.WriteLineAsync("354 go on");
            if (line == "DATA") Keep(to, await ReadDataAsync(reader));
            await writer.WriteLineAsync(line switch
            {
                "QUIT" => "221 bye",
                _ when line.StartsWith("EHLO", StringComparison.OrdinalIgnoreCase) => "250 SMTPUTF8",
                _ when line.Contains("nobody@", StringComparison.Ordinal) => "550 no such mailbox",
                _ => "250 ok",
            });
            if (line == "QUIT") return;
        }
    }

    private async Task<string> ReadDataAsync(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".") data.AppendLine(line);
        return data.ToString();
    }

    private void Keep(string to, string data)
    {
        lock (_mails) _mails.Add((to, data));
    }
}
