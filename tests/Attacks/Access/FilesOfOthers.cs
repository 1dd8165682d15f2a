using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace EcomCenter.Attacks.Access;

/// <summary>Tries addresses of files that were not given to the visitor's chat.</summary>
internal sealed class FilesOfOthers : Attack
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes("a photo of a contract")];

    public override string Title => "A visitor opens no file but those of the own chat, and programs attach no file of others";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var (program, other) = (run.VisitWithKey(desk, "intake"), run.VisitWithKey(desk, "otherIntake"));
        var (resident, attacker) = (run.Visit(desk), run.Visit(desk, "127.0.0.2"));
        var unattached = await UploadAsync(program);
        var attached = await UploadAsync(program);
        var ticket = await program.OpenTicketAsync("照片在这里", body => body["attachments"] = new JsonArray(attached));
        var clerk = await run.VisitAsStaffAsync(desk, Office.Clerk);
        var draft = await LeaveDraftAsync(clerk, ticket.Number);
        var ofChat = ReadFileId(await resident.SayAsync("我的合同", ("contract.jpg", Photo)));
        await attacker.SayAsync("我也有事", ("mine.jpg", Photo));
        foreach (var (name, id) in new[] { ("upload", unattached), ("ticket's", attached), ("draft", draft), ("other chat's", ofChat) })
            foreach (var visitor in new[] { attacker, run.Visit(desk, "127.0.0.3") })
                await TryAllAddressesAsync(run, visitor, name, id);
        run.ExpectStatus(await resident.GetAsync($"/chat/files/{ofChat}"), 200, "the resident's own file");
        await TryToAttachAsync(run, other, unattached);
        await TryToAttachAsync(run, program, ofChat);
        await TryToAttachAsync(run, program, draft);
    }

    private static async Task<string> UploadAsync(Visitor program) =>
        (await program.UploadAsync("photo.jpg", Photo)).Json.GetProperty("id").GetString()!;

    /// <summary>Uploads a file with an answer that is refused for its missing text, so that the file waits in the form.</summary>
    private static async Task<string> LeaveDraftAsync(Visitor clerk, string number)
    {
        var fields = await clerk.ReadHiddenFieldsAsync($"/desk/tickets/{number}", $"/desk/tickets/{number}/say");
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        form.Add(new StringContent("answer"), "kind");
        form.Add(new ByteArrayContent(Photo), "file", "draft.jpg");
        var reply = await clerk.SendAsync(HttpMethod.Post, $"/desk/tickets/{number}/say", form);
        return reply.Page.QuerySelector("input[name=attachments]")?.GetAttribute("value")
            ?? throw new InvalidOperationException($"The draft was answered {reply.Status} without its file.");
    }

    private static string ReadFileId(Reply page) =>
        page.Page.QuerySelectorAll("[src^='/chat/files/'], [href^='/chat/files/']")
            .Select(e => e.GetAttribute("src") ?? e.GetAttribute("href")!).First().Split('/', '?')[3];

    private static async Task TryAllAddressesAsync(AttackRun run, Visitor visitor, string name, string id)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        foreach (var guess in new[] { number, number - 1, number + 1, number >> 26, (number >> 26) << 26 })
            foreach (var path in new[] { $"/chat/files/{guess}", $"/chat/files/{guess}?whole", $"/chat/voice/{guess}" })
                run.Expect((await visitor.GetAsync(path)).Status == 404, $"the {name} file was served at {path}");
        var head = await visitor.SendAsync(HttpMethod.Head, $"/chat/files/{id}", null);
        run.ExpectStatus(head, 404, $"HEAD of the {name} file");
        run.ExpectStatus(await visitor.GetAsync($"/desk/attachments/{id}"), 302, $"the {name} file on the staff's address");
        run.ExpectStatus(await visitor.GetAsync($"/api/v1/attachments/{id}"), 401, $"the {name} file in the API");
    }

    private static async Task TryToAttachAsync(AttackRun run, Visitor program, string id)
    {
        var body = Visitor.NewTicket("别人的文件");
        body["attachments"] = new JsonArray(id);
        run.ExpectStatus(await program.PostJsonAsync(Visitor.Tickets, body), 422, "a ticket with a file of somebody else");
    }
}
