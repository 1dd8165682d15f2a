using System.Text.RegularExpressions;
using EcomCenter.FakeBotApi;
using EcomCenter.FakeWeChat;
using EcomCenter.FakeWeCom;

namespace EcomCenter.Durability;

/// <summary>Compares the desk's data with the ledger. Every failed check is a violation.</summary>
internal sealed partial class ConsistencyChecks(
    DeskDatabaseFile desk, Ledger ledger, FakeTelegram telegram, FakeWeChatServer weChat, FakeWeComServer weCom)
{
    public void Run()
    {
        var kept = desk.Query("""
            SELECT m."Text", t."Number" FROM messages m JOIN tickets t ON t."Id" = m."TicketId"
            """, row => (Text: row.GetString(0), Number: row.GetString(1))).ToLookup(message => message.Text, message => message.Number);
        CheckPosts(kept);
        CheckBotMessages(kept);
        CheckOrder();
        CheckWebChatMessages(kept);
        CheckAnswers(kept);
        CheckDeadlines();
        CheckEvents();
    }

    private void CheckPosts(ILookup<string, string> storedMessages)
    {
        foreach (var post in ledger.Posts)
        {
            var numbers = storedMessages[post.Text].ToList();
            if (numbers.Count > 1)
                ledger.AddViolation($"post {post.Id} ({post.Guard}) is stored {numbers.Count} times: {string.Join(", ", numbers)}");
            else if (post.Number is { } number && !numbers.Contains(number))
            {
                var found = numbers.Count == 0 ? "is lost" : $"is stored as {numbers[0]}";
                ledger.AddViolation($"post {post.Id} was confirmed as {number}, but {found}");
            }
        }
    }

    private void CheckBotMessages(ILookup<string, string> storedMessages)
    {
        foreach (var text in ledger.BotMessages)
            if (storedMessages[text].Count() is var times and not 1)
                ledger.AddViolation($"a resident's message ({ShortNames([text])}) is stored {times} times");
        foreach (var text in ledger.DroppedWeChatMessages)
            if (storedMessages[text].Count() is var times and > 1)
                ledger.AddViolation($"a message that WeChat dropped ({ShortNames([text])}) is stored {times} times");
    }

    private void CheckOrder()
    {
        foreach (var (chat, words) in ledger.WordsInOrder)
        {
            var stored = desk.Query("""
                SELECT m."Text" FROM messages m JOIN tickets t ON t."Id" = m."TicketId"
                  JOIN person_addresses a ON a."Id" = t."ChatAddressId"
                WHERE a."Value" = $p0 AND m."Text" LIKE 'k%' ORDER BY m."Id"
                """, row => row.GetString(0), chat);
            if (!stored.SequenceEqual(words)) ledger.AddViolation($"the words of {chat} are not stored once and in order");
        }
    }

    // Text and photo form one message. The photo's stored file must end with the message's text.
    private void CheckWebChatMessages(ILookup<string, string> storedMessages)
    {
        var photos = desk.Query("""
            SELECT a."Id", m."Text" FROM attachments a
              JOIN messages m ON m."Id" = a."MessageId" AND m."TicketId" = a."TicketId" WHERE a."State" = 'Kept'
            """, row => (Id: row.GetInt64(0), Text: row.GetString(1))).ToLookup(photo => photo.Text, photo => photo.Id);
        foreach (var text in ledger.WebChatMessages)
        {
            var message = text + " [照片]";
            if (storedMessages[message].Count() is var times and not 1)
                ledger.AddViolation($"a web chat message ({ShortNames([text])}) is stored {times} times");
            if (photos[message].ToList() is not [var photo])
                ledger.AddViolation($"a web chat message ({ShortNames([text])}) has {photos[message].Count()} photos");
            else if (!desk.StoredPhotoEndsWith(photo, text)) ledger.AddViolation($"the photo of {ShortNames([text])} is missing on disk");
        }
    }

    // Answers arrive at least once and in order. A crash may repeat an answer, but a newer answer must not overtake it.
    // WeChat and 微信客服 accept five messages after each of the resident's. Answers beyond that are on the call-back list and are left out
    // here.
    private void CheckAnswers(ILookup<string, string> storedMessages)
    {
        var sent = telegram.Sent.ToLookup(message => $"{message.Chat}", message => AnswerNamePattern().Match(message.Text).Value);
        var toWeChat = weChat.Sent.ToLookup(message => message.OpenId, message => AnswerNamePattern().Match(message.Text).Value);
        var toWeCom = weCom.Sent.ToLookup(message => message.Resident, message => AnswerNamePattern().Match(message.Text).Value);
        var refused = desk.Query("""
            SELECT "Text" FROM messages WHERE "Delivery" IN ('Unreachable', 'Failed')
            """, row => row.GetString(0)).ToHashSet();
        foreach (var (chat, answers) in ledger.Answers)
        {
            var arrived = sent[chat].Concat(toWeChat[chat]).Concat(toWeCom[chat]).Where(name => name.Length > 0).Distinct();
            var awaited = answers.Where(text => sent.Contains(chat) || !refused.Contains(text)).Select(text => text.Split(' ')[0]);
            if (!arrived.SequenceEqual(awaited))
                ledger.AddViolation($"answers arrived in chat {chat} as {ShortNames(arrived)}, but were accepted as {ShortNames(awaited)}");
            foreach (var answer in answers)
                if (storedMessages[answer].Count() is var times and not 1)
                    ledger.AddViolation($"{ShortNames([answer])} is stored {times} times");
        }

        foreach (var answer in ledger.ShutOut.Where(text => storedMessages[text].Any()))
            ledger.AddViolation($"{ShortNames([answer])} is stored although it was not taken");
    }

    private void CheckDeadlines()
    {
        ExpectNone("missed cycles without exactly one escalation", """
            SELECT count(*) FROM response_cycles c
            WHERE (c."State" = 'Missed') <> (SELECT count(*) FROM fired_rungs r WHERE r."CycleId" = c."Id" AND r."Level" = 'missed')
            """);
        ExpectNone("missed cycles without exactly one event", """
            SELECT count(*) FROM response_cycles c LEFT JOIN
              (SELECT json_extract("Data", '$.cycle') AS cycle, count(*) AS times FROM ticket_events
               WHERE "Type" = 'cycleMissed' GROUP BY 1) e ON e.cycle = c."Id"
            WHERE (c."State" = 'Missed') <> coalesce(e.times, 0)
            """);
        ExpectNone("cycles missed before they were due, or without a time", """
            SELECT count(*) FROM response_cycles WHERE "State" = 'Missed' AND ("NoticedAt" IS NULL OR "NoticedAt" < "DueAt")
            """);
        ExpectNone("cycles met after they were due",
            """SELECT count(*) FROM response_cycles WHERE "State" = 'Met' AND "MetAt" > "DueAt" """);
    }

    private void CheckEvents()
    {
        ExpectNone("gaps in the sequence of events", """SELECT coalesce(max("Sequence"), 0) - count(*) FROM ticket_events""");
        ExpectNone("tickets whose version is not the number of their events", """
            SELECT count(*) FROM tickets t WHERE t."Version" <> (SELECT count(*) FROM ticket_events e WHERE e."TicketId" = t."Id")
            """);
        ExpectNone("messages missing from the search index", """
            SELECT (SELECT count(*) FROM messages) - (SELECT count(*) FROM message_phrases_docsize)
            """);
        ExpectNone("rows that refer to nothing", "SELECT count(*) FROM pragma_foreign_key_check");
    }

    private void ExpectNone(string description, string sql)
    {
        if (desk.Count(sql) is var count and not 0) ledger.AddViolation($"{count} {description}");
    }

    private static string ShortNames(IEnumerable<string> texts) => string.Join(' ', texts.Select(text => text.Split(' ')[0]));

    // Finds an answer's name inside the text that the desk puts around it.
    [GeneratedRegex("answer-[0-9]+")]
    private static partial Regex AnswerNamePattern();
}
