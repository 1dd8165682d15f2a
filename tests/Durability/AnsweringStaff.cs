using System.Net;

namespace EcomCenter.Durability;

/// <summary>A member of staff who answers chats in turn. After a crash the same answer is sent again until the desk accepts it.</summary>
internal sealed class AnsweringStaff(DeskDatabaseFile desk, Ledger ledger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private int _written;
    private (string Chat, string Text)? _pending;

    public async Task AnswerChatsAsync(DeskApiClient client, IReadOnlyList<string> chats, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _pending ??= (chats[_written % chats.Count], $"answer-{_written++} 请带身份证来中心办理。");
            if (!await TrySendPendingAsync(client, stop)) return;
            await Task.Delay(Pause, CancellationToken.None);
        }
    }

    /// <summary>Sends the answer that a crash interrupted.</summary>
    public async Task SendPendingAsync(DeskApiClient client)
    {
        if (_pending is null || await TrySendPendingAsync(client, CancellationToken.None)) return;
        ledger.AddViolation("an answer could not be sent after the restart");
    }

    private async Task<bool> TrySendPendingAsync(DeskApiClient client, CancellationToken stop)
    {
        var (chat, text) = _pending ?? throw new InvalidOperationException("There is no pending answer.");
        if (desk.FindLatestTicket(chat) is not { } ticket)
        {
            _pending = null;
            return true;
        }

        try
        {
            var (status, reply) = await client.AnswerAsync(ticket, text, text.Split(' ')[0], stop);
            if (status is HttpStatusCode.OK or HttpStatusCode.Created) ledger.Answers.GetOrAdd(chat, _ => new()).Enqueue(text);
            else if (status is HttpStatusCode.UnprocessableEntity && HasReplyWindow(chat)) ledger.ShutOut.Enqueue(text);
            else ledger.AddViolation($"an answer was refused with {(int)status}: {reply}");
            _pending = null;
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    // WeChat and 微信客服 accept five messages after each of the resident's; the desk says so instead of taking one more. Chats of Telegram,
    // which are numbers, are never shut.
    private static bool HasReplyWindow(string chat) => !chat.All(char.IsAsciiDigit);
}
