using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EcomCenter.Desk.Database.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ListAndSumIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_tickets_Assignee_Status_Unanswered_CycleState_DueAt",
                table: "tickets",
                columns: new[] { "Assignee", "Status", "Unanswered", "CycleState", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_cycle_days_Kind_Channel_Department_State_AnsweredLate_Cycles",
                table: "cycle_days",
                columns: new[] { "Kind", "Channel", "Department", "State", "AnsweredLate", "Cycles" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_tickets_Assignee_Status_Unanswered_CycleState_DueAt",
                table: "tickets");

            migrationBuilder.DropIndex(
                name: "IX_cycle_days_Kind_Channel_Department_State_AnsweredLate_Cycles",
                table: "cycle_days");
        }
    }
}
