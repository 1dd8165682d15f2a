using AngleSharp.Dom;

namespace EcomCenter.Attacks.Access;

/// <summary>Guesses pick-up codes from many chats, each with a new cookie, and from many addresses.</summary>
internal sealed class PickUpCodeGuesses : Attack
{
    private const int PerAddress = 10, AddressCount = 5, OnceCount = 45;

    public override string Title => "Pick-up codes guessed from many chats are limited, and the number with its code still connects";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var (number, code) = await GiveSlipAsync(await run.VisitAsStaffAsync(desk, Office.Clerk));
        var refused = 0;
        for (var address = 2; address < 2 + AddressCount; address++)
            for (var i = 0; i <= PerAddress; i++)
            {
                var reply = await run.Visit(desk, $"127.0.0.{address}").SayAsync(WrongCode(code, address * 100 + i));
                run.Expect(!reply.Contains(number), "a guessed code opened the ticket");
                if (reply.Status == 429) refused++;
            }

        run.Expect(refused >= AddressCount, $"only {refused} of {AddressCount} addresses were refused after {PerAddress} codes");
        for (var address = 100; address < 100 + OnceCount; address++)
        {
            var reply = await run.Visit(desk, $"127.0.0.{address}").SayAsync(WrongCode(code, address * 100));
            run.Expect(!reply.Contains(number), "a guessed code opened the ticket");
        }

        // A few guessers leave others their first try. After wrong codes from many addresses, a code alone needs its number.
        var guesser = await run.Visit(desk, "127.0.0.90").SayAsync(code);
        run.Expect(!guesser.Contains(number), "a code alone connects after wrong ones from fifty addresses");
        var right = await run.Visit(desk, "127.0.0.91").SayAsync($"{number} {code}");
        run.Expect(right.Status == 200 && right.Contains(number), "number and code connect nobody while others guess");
    }

    private static async Task<(string Number, string Code)> GiveSlipAsync(Visitor clerk)
    {
        var entered = await clerk.FillInAsync("/desk/counter", "/desk/counter/enter", ("who", "阿依古丽"), ("description", "开网店"));
        if (entered.Status != 302) throw new InvalidOperationException($"The counter answered {entered.Status}.");
        var slip = (await clerk.GetAsync(entered.Location!)).Page;
        var codes = slip.QuerySelectorAll(".slip-code").Select(e => e.Text().Trim()).ToList();
        return (slip.QuerySelector(".slip-number")!.Text().Trim(), codes[1].Replace(" ", "", StringComparison.Ordinal));
    }

    private static string WrongCode(string right, int guess) => $"{100_000 + guess}" is var code && code != right ? code : "999999";
}
