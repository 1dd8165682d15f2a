using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class CallBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "CallBack",
                table: "tickets",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.Sql(
                """
                UPDATE tickets SET "CallBack" = TRUE WHERE "Status" <> 'Closed' AND EXISTS (SELECT 1 FROM messages m WHERE m."TicketId" = tickets."Id"
                AND (m."Delivery" IN ('Failed', 'Unreachable') OR (m."Delivery" = 'Queued' AND m."Reach" = 'Phone')))
                """);

            migrationBuilder.CreateIndex(
                name: "IX_tickets_CallBack",
                table: "tickets",
                column: "CallBack",
                filter: "\"CallBack\"");

            migrationBuilder.CreateIndex(
                name: "IX_tickets_Status_Unanswered_CycleState_DueAt_Assignee_Departm~",
                table: "tickets",
                columns: new[] { "Status", "Unanswered", "CycleState", "DueAt", "Assignee", "Department" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tickets_CallBack",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "IX_tickets_Status_Unanswered_CycleState_DueAt_Assignee_Departm~",
                table: "tickets");

            migrationBuilder.DropColumn(
                name: "CallBack",
                table: "tickets");
        }
    }
}
