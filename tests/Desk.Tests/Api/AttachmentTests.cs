using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Api;

public sealed class AttachmentTests
{
    public const string AttachmentsPath = "/api/v1/attachments";

    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.ASCII.GetBytes(new string('x', 400))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_a_ticket_can_be_read_by_those_who_may_read_the_ticket()
    {
        await using var desk = await DeskApp.StartAsync();
        var (intake, staff) = (await desk.ClientWithKeyAsync(KeyScope.Intake), await desk.ClientWithKeyAsync(KeyScope.Staff));
        var stored = (await intake.UploadAsync(Jpeg, "IMG 1.jpg")).Expect(HttpStatusCode.Created);
        Assert.Equal(("photo", "image/jpeg", Jpeg.Length, "IMG 1.jpg"),
            (stored["kind"].GetString(), stored["contentType"].GetString(), stored["size"].GetInt32(), stored["name"].GetString()));
        var id = stored["id"].GetString()!;
        Assert.Equal($"{AttachmentsPath}/{id}", stored.Header("Location"));
        (await staff.GetReplyAsync($"{AttachmentsPath}/{id}")).Expect(HttpStatusCode.NotFound);

        var number = await intake.OpenTicketAsync(TicketBodyWithFile(id, department: "brand"));
        await using var db = desk.CreateDb();
        var (ticket, row) = (await db.Tickets.Include(t => t.Messages).SingleAsync(Cancellation),
            await db.Attachments.SingleAsync(Cancellation));
        Assert.Equal((ticket.Id, (long?)ticket.Messages[0].Id, ticket.Number.ToString()), (row.TicketId!.Value, row.MessageId, number));

        var attachment = (await staff.GetReplyAsync($"{ApiClient.TicketsPath}/{number}"))["messages"][0].GetProperty("attachments")[0];
        Assert.Equal((id, "kept", "image/jpeg"),
            (attachment.GetProperty("id").GetString(), attachment.GetProperty("state").GetString(),
                attachment.GetProperty("contentType").GetString()));
        Assert.Equal(Jpeg,
            await (await staff.GetAsync(new Uri($"{AttachmentsPath}/{id}", UriKind.Relative), Cancellation))
            .Content.ReadAsByteArrayAsync(Cancellation));
        var access = new[]
        {
            (StaffRole.Clerk, (string?)null, HttpStatusCode.OK), (StaffRole.Agent, "brand", HttpStatusCode.OK),
            (StaffRole.Agent, "logistics", HttpStatusCode.NotFound), (StaffRole.Admin, null, HttpStatusCode.Forbidden),
        };
        foreach (var (role, department, status) in access)
            Assert.Equal(status,
                (await (await desk.ClientForStaffAsync(role, department)).GetReplyAsync($"/desk/attachments/{id}")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await desk.AnonymousClient().GetReplyAsync($"/desk/attachments/{id}")).Status);
    }

    [Fact]
    public async Task An_upload_opens_for_its_uploader_alone_until_a_ticket_has_it()
    {
        await using var desk = await DeskApp.StartAsync();
        var (one, other) = (await desk.ClientWithKeyAsync(KeyScope.Staff), await desk.ClientWithKeyAsync(KeyScope.Staff));
        var id = (await one.UploadAsync(Jpeg, "a.jpg"))["id"].GetString()!;
        (await other.GetReplyAsync($"{AttachmentsPath}/{id}")).Expect(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NotFound,
            (await (await desk.ClientForStaffAsync(StaffRole.Supervisor)).GetReplyAsync($"/desk/attachments/{id}")).Status);
        using var own = await one.GetAsync(new Uri($"{AttachmentsPath}/{id}", UriKind.Relative), Cancellation);
        Assert.Equal(Jpeg, await own.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Ids_keep_their_order_and_do_not_tell_those_of_other_files()
    {
        await using var desk = await DeskApp.StartAsync();
        var client = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var ids = new List<long>();
        for (var i = 0; i < 5; i++) ids.Add(long.Parse((await client.UploadAsync(Jpeg, "a.jpg"))["id"].GetString()!));
        Assert.Equal(ids.Order(), ids);
        var steps = ids.Zip(ids.Skip(1), (one, next) => next - one).ToList();
        Assert.Equal(steps.Count, steps.Distinct().Count());
        Assert.All(steps, step => Assert.True(step > 1_000, $"The next id is {step} away."));
    }

    [Fact]
    public async Task A_file_of_another_caller_or_an_already_attached_file_is_refused()
    {
        await using var desk = await DeskApp.StartAsync();
        var (one, other) = (await desk.ClientWithKeyAsync(KeyScope.Intake), await desk.ClientWithKeyAsync(KeyScope.Staff));
        var id = (await one.UploadAsync(Jpeg, "a.jpg"))["id"].GetString()!;
        foreach (var wrong in new[] { id, "1", "-1", "x", "0", "99999999999999999999" })
            Assert.True((await other.PostJsonAsync(ApiClient.TicketsPath, TicketBodyWithFile(wrong).ToJsonString()))
                .Expect(HttpStatusCode.UnprocessableEntity)["errors"].TryGetProperty("attachments", out _));
        await one.OpenTicketAsync(TicketBodyWithFile(id));
        (await one.PostJsonAsync(ApiClient.TicketsPath, TicketBodyWithFile(id).ToJsonString())).Expect(HttpStatusCode.UnprocessableEntity);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Tickets.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_repeated_intake_request_attaches_its_file_once()
    {
        await using var desk = await DeskApp.StartAsync();
        var intake = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var request = TicketBodyWithFile((await intake.UploadAsync(Jpeg, "a.jpg"))["id"].GetString()!);
        request["externalId"] = "4711";
        var number = await intake.OpenTicketAsync(request);
        Assert.Equal(number,
            (await intake.PostJsonAsync(ApiClient.TicketsPath, request.ToJsonString())).Expect(HttpStatusCode.OK)["number"].GetString());
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Attachments.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_can_go_with_a_note_but_not_with_an_answer_to_a_chat_without_files()
    {
        await using var desk = await DeskApp.StartAsync();
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        await desk.Writer.WriteAsync(unit => desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit, new()
        {
            Actor = Actor.Resident(Language.Ug), Channel = ContactChannel.WeChat, Kind = TicketKind.Inquiry, Description = "سالام",
            Chat = new(ContactChannel.WeChat, "wx1", "o42"),
        }, Cancellation), Cancellation);
        await using var db = desk.CreateDb();
        var address = $"{ApiClient.TicketsPath}/{(await db.Tickets.SingleAsync(Cancellation)).Number}/messages";
        string[] ids = [(await staff.UploadAsync([.. "%PDF-1.7\n"u8, 1], "a.pdf"))["id"].GetString()!];
        var refused = (await staff.PostJsonAsync(address, new { kind = "answer", text = "see there", attachments = ids }))
            .Expect(HttpStatusCode.UnprocessableEntity);
        Assert.True(refused["errors"].TryGetProperty("attachments", out _));
        (await staff.PostJsonAsync(address, new { kind = "note", text = "see there", attachments = ids })).Expect(HttpStatusCode.OK);
        var note = await db.Messages.OrderBy(m => m.Id).LastAsync(Cancellation);
        Assert.Equal(("see there", note.Id), (note.Text, (await db.Attachments.SingleAsync(Cancellation)).MessageId));
    }

    [Fact]
    public async Task A_file_that_cannot_be_stored_is_refused_with_its_reason()
    {
        await using var desk = await DeskApp.StartAsync();
        var intake = await desk.ClientWithKeyAsync(KeyScope.Intake);
        (await intake.PostJsonAsync(AttachmentsPath, "{}")).Expect(HttpStatusCode.UnsupportedMediaType);
        (await intake.UploadAsync([0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0], "photo.jpg")).Expect(HttpStatusCode.UnsupportedMediaType);
        Assert.True((await intake.UploadAsync([], "a.jpg")).Expect(HttpStatusCode.UnprocessableEntity)["errors"]
            .TryGetProperty("file", out _));
        (await intake.UploadAsync(Jpeg, "a.jpg", "b.jpg")).Expect(HttpStatusCode.UnprocessableEntity);
        (await intake.UploadAsync([.. Jpeg, .. new byte[AttachmentStore.MaxFileBytes]], "a.jpg"))
            .Expect(HttpStatusCode.RequestEntityTooLarge);
        (await intake.PostBytesAsync(AttachmentsPath,
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf"u8.ToArray(),
            "multipart/form-data; boundary=b")).Expect(HttpStatusCode.BadRequest);
        await using var db = desk.CreateDb();
        Assert.Empty(await db.Attachments.ToListAsync(Cancellation));
        Assert.Empty(Directory.EnumerateFiles(desk.Services.GetRequiredService<DataDirectory>().AttachmentsFolder, "*",
            SearchOption.AllDirectories));
    }

    [Fact]
    public async Task The_same_file_with_the_same_key_is_stored_once()
    {
        await using var desk = await DeskApp.StartAsync();
        var intake = await desk.ClientWithKeyAsync(KeyScope.Intake);
        intake.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        var first = (await intake.UploadAsync(Jpeg, "a.jpg")).Expect(HttpStatusCode.Created);
        var second = (await intake.UploadAsync(Jpeg, "a.jpg")).Expect(HttpStatusCode.Created);
        Assert.Equal((first.Text, "true"), (second.Text, second.Header("Idempotency-Replayed")));
        (await intake.UploadAsync([.. Jpeg, 1], "a.jpg")).Expect(HttpStatusCode.UnprocessableEntity);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Attachments.CountAsync(Cancellation));
    }

    internal static JsonObject TicketBodyWithFile(string id, string? department = null)
    {
        var request = ApiClient.TicketBody();
        request["attachments"] = new JsonArray(id);
        if (department is not null) request["department"] = department;
        return request;
    }
}

internal static class FileUploadClient
{
    public static Task<ApiReply> UploadAsync(this HttpClient client, byte[] content, params string[] names)
    {
        var boundary = "----" + Guid.NewGuid().ToString("N");
        using var form = new MultipartFormDataContent(boundary);
        foreach (var name in names)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(part, "file", name);
        }

        using var bytes = new MemoryStream();
        form.CopyTo(bytes, null, default);
        return client.PostBytesAsync(AttachmentTests.AttachmentsPath, bytes.ToArray(), $"multipart/form-data; boundary=\"{boundary}\"");
    }
}
