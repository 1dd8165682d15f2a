namespace EcomCenter.Attacks.Access;

/// <summary>Guesses the eight digits that join another phone to a chat, each time with a new cookie.</summary>
internal sealed class DeviceCodeGuesses : Attack
{
    private const int PerAddress = 10, InTotal = 200;

    public override string Title => "Device codes guessed with many cookies are limited by address and in total, and the right one joins";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var resident = run.Visit(desk);
        await resident.SayAsync("我的秘密是红枣");
        var code = (await resident.FillInAsync("/chat", "/chat/elsewhere")).Page.QuerySelector("[data-code]")!.GetAttribute("data-code")!;
        var statuses = new List<int>();
        for (var i = 0; i < PerAddress + 3; i++) statuses.Add((await GuessAsync(run.Visit(desk, "127.0.0.2"), WrongCode(code, i))).Status);
        run.Expect(statuses.Take(PerAddress).All(s => s == 422), $"wrong codes were answered {string.Join(' ', statuses)}");
        run.Expect(statuses.Skip(PerAddress).All(s => s == 429), $"codes of one address are not limited: {string.Join(' ', statuses)}");
        var joined = run.Visit(desk, "127.0.0.3");
        run.ExpectStatus(await GuessAsync(joined, code), 302, "the right code of another address");
        run.Expect((await joined.GetAsync("/chat")).Contains("我的秘密是红枣"), "the right code does not join the chat");
        await GuessInTotalAsync(run, desk.Address, code);
    }

    private static async Task GuessInTotalAsync(AttackRun run, Uri desk, string code)
    {
        var wrong = 0;
        for (var address = 10; address < 10 + (InTotal / PerAddress) + 2; address++)
        {
            // One cookie for each address is enough here: the address counts.
            var guesser = run.Own(new Visitor(desk, $"127.0.0.{address}"));
            var fields = await guesser.ReadHiddenFieldsAsync("/chat", "/chat/continue");
            for (var i = 0; i < PerAddress; i++)
            {
                var reply = await guesser.PostAsync("/chat/continue",
                    fields.Select(f => (f.Key, f.Value)).Append(("code", WrongCode(code, address * 100 + i))));
                if (reply.Status == 422) wrong++;
            }
        }

        run.Expect(wrong <= InTotal, $"{wrong} wrong codes were tried in total");
    }

    private static Task<Reply> GuessAsync(Visitor visitor, string code) =>
        visitor.FillInAsync("/chat", "/chat/continue", ("code", code));

    private static string WrongCode(string right, int guess) => $"{20_000_000 + guess}" is var code && code != right ? code : "99999999";
}
