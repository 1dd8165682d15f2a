using System.Text;
using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Fills the disk in steps: below the floor for files, below the floor for tickets, to the last byte, and free again.</summary>
internal sealed class FullDisk : Attack
{
    private const int FileFloor = 24, TicketFloor = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes("a photo")];

    public override string Title => "A full disk refuses files and then tickets in the reader's language, and nothing accepted is lost";

    public override async Task RunAsync(AttackRun run)
    {
        var disk = await SmallDisk.MountAsync(run, megabytes: 64);
        var desk = await run.StartDeskAsync(
            ("Disk:FileFloorMegabytes", $"{FileFloor}"), ("Disk:TicketFloorMegabytes", $"{TicketFloor}"));
        var accepted = new List<string>();
        var (program, clerk) = (run.VisitWithKey(desk, "staff"), await run.VisitAsStaffAsync(desk, Office.Clerk));
        for (var i = 0; i < 5; i++) accepted.Add((await program.OpenTicketAsync($"第{i}件")).Number);

        await disk.FillAsync((FileFloor - 3L) << 20);
        await ExpectAnswerAsync(run, () => program.UploadAsync("a.jpg", Photo), 503, "a file sent to the API");
        await ExpectAnswerAsync(run, () => run.Visit(desk).SayAsync("", ("a.jpg", Photo)), 503, "a file alone in the chat");
        await CheckWordsBesideFileAsync(run, run.Visit(desk));
        accepted.Add((await program.OpenTicketAsync("文件不收了，话还收")).Number);

        await disk.FillAsync((TicketFloor - 4L) << 20);
        await CheckTicketsRefusedAsync(run, desk, program, clerk);
        await CheckSignInsCountAsync(run, desk);
        await disk.FillAsync(0);
        await CheckPagesAsync(run, desk);

        disk.Free();
        await CheckRecoveryAsync(run, desk, program, accepted);
        run.Expect(await desk.StopAsync() == 0, "the desk did not stop in order");
        run.Expect((await run.RunCommandAsync("verify")).ExitCode == 0, "verify has findings after the full disk");
    }

    /// <summary>Words need little room, so they are kept, and the refused file is named.</summary>
    private static async Task CheckWordsBesideFileAsync(AttackRun run, Visitor resident)
    {
        var reply = await resident.SayAsync("照片在这里", ("contract.jpg", Photo));
        run.ExpectStatus(reply, 200, "words beside a refused file");
        run.Expect(reply.Page.QuerySelector("[role=alert]")?.TextContent.Contains("contract.jpg") == true, "the refused file is not named");
        run.Expect((await resident.GetAsync("/chat")).Contains("照片在这里"), "words beside a refused file are lost");
    }

    private static async Task CheckTicketsRefusedAsync(AttackRun run, DeskProcess desk, Visitor program, Visitor clerk)
    {
        await ExpectAnswerAsync(run, () => program.PostJsonAsync(Visitor.Tickets, Visitor.NewTicket("满了")), 503, "a ticket of the API");
        await ExpectAnswerAsync(run, () => program.GetAsync("/healthz/ready"), 503, "ready");
        run.ExpectStatus(await program.GetAsync("/healthz/live"), 200, "live");
        foreach (var (language, words) in new[] { ("ug", "ئۈزۈم سېتىش"), ("zh-Hans", "卖葡萄"), ("en", "selling grapes") })
        {
            var resident = run.Visit(desk, "127.0.0.5", language);
            var report = await resident.FillInAsync("/report", "/report/enter", ("description", words));
            CheckRefusal(run, report, language, words, "a report");
            CheckRefusal(run, await run.Visit(desk, "127.0.0.5", language).SayAsync(words), language, words, "a chat message");
        }

        var counter = await clerk.FillInAsync("/desk/counter", "/desk/counter/enter", ("who", "阿依古丽"), ("description", "selling grapes"));
        CheckRefusal(run, counter, "en", "selling grapes", "the counter");
    }

    private static void CheckRefusal(AttackRun run, Reply reply, string language, string words, string what)
    {
        run.ExpectStatus(reply, 503, $"{what} in {language}");
        run.Expect(reply.Page.DocumentElement.GetAttribute("lang") == language, $"{what} is not refused in {language}");
        var areas = reply.Page.QuerySelectorAll("textarea");
        run.Expect(areas.Any(area => area.TextContent.Contains(words)), $"{what} in {language} loses the typed words");
        run.Expect(reply.Page.QuerySelector("[role=alert]") is not null, $"{what} in {language} says nothing");
    }

    private static async Task CheckSignInsCountAsync(AttackRun run, DeskProcess desk)
    {
        var attacker = run.Visit(desk, "127.0.0.8");
        for (var i = 0; i < 6; i++) run.ExpectStatus(await attacker.SignInAsync(Office.Admin, $"wrong wrong {i}"), 403, "a wrong password");
        run.ExpectStatus(await attacker.SignInAsync(Office.Admin), 403, "the right password after six wrong ones");
    }

    private static async Task CheckPagesAsync(AttackRun run, DeskProcess desk)
    {
        var visitor = run.Visit(desk, "127.0.0.9");
        foreach (var path in new[] { "/", "/track", "/report", "/sign-in", "/healthz/live" })
            run.ExpectStatus(await visitor.GetAsync(path), 200, $"{path} on a disk without a free byte");
        run.ExpectStatus(await visitor.GetAsync("/healthz/ready"), 503, "ready on a disk without a free byte");
        run.Expect(!desk.HasExited, "the desk ended");
    }

    private static async Task CheckRecoveryAsync(AttackRun run, DeskProcess desk, Visitor program, List<string> accepted)
    {
        var ticket = Visitor.NewTicket("又有地方了");
        await ExpectAnswerAsync(run, () => program.GetAsync("/healthz/ready"), 200, "ready with room again");
        await ExpectAnswerAsync(run, () => program.PostJsonAsync(Visitor.Tickets, ticket), 201, "a ticket with room again");
        await ExpectAnswerAsync(run, () => program.UploadAsync("b.jpg", Photo), 201, "a file with room again");
        await ExpectAnswerAsync(run, () => run.Visit(desk).SayAsync("好了", ("b.jpg", Photo)), 200, "a file in the chat with room again");
        foreach (var number in accepted)
            run.ExpectStatus(await program.GetAsync($"{Visitor.Tickets}/{number}"), 200, $"the accepted ticket {number}");
    }

    /// <summary>The desk may look at the disk from time to time only.</summary>
    private static async Task ExpectAnswerAsync(AttackRun run, Func<Task<Reply>> ask, int status, string what)
    {
        var last = 0;
        await Wait.UntilAsync(async () => (last = (await ask()).Status) == status, Patience);
        run.Expect(last == status, $"{what} was answered {last} instead of {status}");
    }
}
