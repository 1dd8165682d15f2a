using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.Admin.Catalogue;

/// <summary>The pages on which staff edit frequent questions and offices, and their forms.</summary>
internal static class CatalogueEditorPages
{
    public const string Questions = "/desk/admin/questions", Offices = "/desk/admin/offices";

    private const string ChangedMeanwhile = "answers.changedMeanwhile";

    public static void MapCatalogueEditor(this IEndpointRouteBuilder endpoints)
    {
        var questions = endpoints.MapGroup(Questions).RequireRight(Right.EditAnswers).DisableAntiforgery().ExcludeFromDescription();
        questions.MapGet("", (HttpContext http, QuestionEditor all) => ShowAsync(http, all, null, null));
        questions.MapPost("", (HttpContext http, QuestionEditor all) => SaveAsync(http, all, null));
        questions.MapPost("{code}", (HttpContext http, QuestionEditor all, string code) => SaveAsync(http, all, code));
        questions.MapPost("{code}/retired", (HttpContext http, QuestionEditor all, string code) => SetRetiredAsync(http, all, code));
        var offices = endpoints.MapGroup(Offices).RequireRight(Right.EditAnswers).DisableAntiforgery().ExcludeFromDescription();
        offices.MapGet("", (HttpContext http, OfficeEditor all) => ShowAsync(http, all, null, null));
        offices.MapPost("", (HttpContext http, OfficeEditor all) => SaveAsync(http, all, null));
        offices.MapPost("{code}", (HttpContext http, OfficeEditor all, string code) => SaveAsync(http, all, code));
        offices.MapPost("{code}/retired", (HttpContext http, OfficeEditor all, string code) => SetRetiredAsync(http, all, code));
    }

    private static async Task<IResult> ShowAsync<T>(HttpContext http, CatalogueEditor<T> editor, CatalogueEntry? refused, string? errorKey)
        where T : class, IEditableRow
    {
        var model = await editor.ReadAsync(http.Language(), refused, http.RequestAborted);
        var status = errorKey is ChangedMeanwhile ? StatusCodes.Status409Conflict : errorKey is not null ? StatusCodes.Status400BadRequest
            : refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return PageResult.For<CatalogueEditorPage>(new { Model = model, ErrorKey = errorKey, Faults = refused?.Faults ?? [] }, status);
    }

    private static async Task<IResult> SaveAsync<T>(HttpContext http, CatalogueEditor<T> editor, string? code)
        where T : class, IEditableRow
    {
        var form = await FormPost.ReadAsync(http);
        var edited = editor.ReadForm(code, form);
        if (!form.HasValidToken) return await ShowAsync(http, editor, form.Fields.Count > 0 ? edited : null, "admin.stale");
        if (edited.Faults.Count > 0) return await ShowAsync(http, editor, edited, null);
        return await editor.SaveAsync(edited, http.RequestAborted) switch
        {
            null => TypedResults.NotFound(),
            { IsChangedMeanwhile: true } => await ShowAsync(http, editor, edited, ChangedMeanwhile),
            { Code: var saved } => RedirectToEntry(editor.Path, saved),
        };
    }

    private static async Task<IResult> SetRetiredAsync<T>(HttpContext http, CatalogueEditor<T> editor, string code)
        where T : class, IEditableRow
    {
        if (await FormPost.ReadValidAsync(http) is not { } form) return await ShowAsync(http, editor, null, "admin.stale");
        var found = await editor.SetRetiredAsync(code, form.Raw("retired") == "true", http.RequestAborted);
        return found ? RedirectToEntry(editor.Path, code) : TypedResults.NotFound();
    }

    private static RedirectHttpResult RedirectToEntry(string path, string code) =>
        TypedResults.LocalRedirect($"{path}?done={Uri.EscapeDataString(code)}#{Uri.EscapeDataString(code)}");
}
